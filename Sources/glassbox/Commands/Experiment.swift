import ArgumentParser
import Experiments
import NetworkDescription
import SystemFiles
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox experiment`: tries variations of a network, and compares them.
struct Experiment: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train variations of a network and compare them.",
    discussion: """
      glassbox experiment --template > mine.json
      glassbox experiment mine.json --output results
      glassbox experiment mine.json --output results --jobs 2

      The folder gets results.md, results.csv, curves.svg, and a folder for each run with its \
      model. Runs that are finished are kept, interrupted ones go on where they were: the same \
      command again only makes what is missing.
      """)

  @Argument(help: "The experiment's .json file.")
  var file: String?

  @Option(help: "The folder for results (default: the file's name and -results).")
  var output: String?

  @Option(parsing: .unconditional, help: "How many runs go side by side.")
  var jobs = 1

  @Option(
    parsing: .unconditional,
    help: "How many threads all runs may use (default: one for each processor).")
  var threads: Int?

  @Option(help: "As for train, for variations that do not say otherwise; several are joined.")
  var data: [String] = []

  @Option(
    parsing: .unconditional, help: "How many epochs, for variations that do not say otherwise.")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: "Learn from the first so many samples, for variations that do not say otherwise.")
  var limit: Int?

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var curveAxes: AxesOption

  @Flag(help: "Print an experiment's file to begin with.")
  var template = false

  @Flag(help: "One JSON object for each run.")
  var json = false

  func validate() throws {
    guard template == (file == nil) else {
      throw ValidationError(
        file == nil
          ? "expected an experiment's file, or --template to get one, found neither"
          : "--template: expected no file beside it, found \(file ?? "")")
    }
    try OptionLimits.check(
      atLeast: 1, ("--jobs", jobs), ("--threads", threads), ("--epochs", epochs),
      ("--limit", limit))
  }

  func run() throws {
    guard let file else {
      print(ExperimentTemplate.text, terminator: "")
      return
    }
    let experiment = try experiment(in: file)
    let runs = try experiment.runs(of: file)
    let folder = output ?? Self.resultsFolder(for: file)
    let report = RunFolder(path: folder)
    try OutputFolder.make(folder, option: "--output")
    // Results without runs beside them are somebody else's files.
    let isOurs = runs.contains { run in
      FileType(ofPath: RunFolder(path: "\(folder)/\(run.folder)").recipe) != nil
    }
    if !isOurs {
      for name in Self.results where FileType(ofPath: "\(folder)/\(name)") != nil {
        throw CommandFailure(
          "\(folder)/\(name): is not of this experiment: choose another folder for --output")
      }
    }
    for name in Self.results {
      try OutputFile.check("\(folder)/\(name)", option: "--output", sparing: [file] + data)
    }
    let display = ExperimentDisplay(runs, json: json)
    let outcomes = try ExperimentRunner(
      runs, in: folder, threads: max(1, (threads ?? EngineChoice.usualThreads) / jobs),
      watcher: display
    ).run(jobs: jobs)
    let results = ExperimentReport(experiment: experiment, outcomes: outcomes)
    var curves = results.curves
    curves.axes = curveAxes.axes
    for (name, text) in zip(
      Self.results, [results.markdown, results.csv, try curves.drawing.svg()])
    {
      try report.write(text, to: "\(folder)/\(name)")
    }
    guard !json else { return }
    print("\n\(results.table)\n")
    if display.shouldStop { print("stopped before its end, as asked: the same command goes on") }
    print(
      "results.md, results.csv, curves.svg and a folder for each run are in \(folder.onOneLine)")
  }

  private static let results = ["results.md", "results.csv", "curves.svg"]

  private func experiment(in file: String) throws -> ExperimentFile {
    var stated = ExperimentSettings()
    stated.data = data.isEmpty ? nil : data
    stated.table = table.choice == TableOptions() ? nil : table.choice
    stated.epochs = epochs
    stated.limit = limit
    let text = try TextFile.read(file)
    do {
      return try ExperimentFile(text, stated: stated)
    } catch {
      throw CommandFailure("\(file): \(error)")
    }
  }

  /// In the folder that the command is given in, whatever folder the file is in.
  private static func resultsFolder(for file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return (name.hasSuffix(".json") ? String(name.dropLast(5)) : name) + "-results"
  }
}
