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
    commandName: "experiment", _superCommandName: Glassbox.name,
    abstract: "Train variations of a network and compare them.",
    discussion: """
      glassbox experiment --template > mine.json
      glassbox experiment mine.json --output results
      glassbox experiment mine.json --output results --jobs 2
      glassbox experiment mine.json --watch runs.html       a page to open in a browser meanwhile
      glassbox experiment mine.json --tensorboard logs      then: tensorboard --logdir logs
      glassbox experiment mine.json --output results --list
      glassbox experiment mine.json --output results --run 3      on any machine of a cluster

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
  var memory: MemoryOption

  @OptionGroup
  var curveAxes: AxesOption

  @OptionGroup
  var tensorBoard: TensorBoardOptions

  @OptionGroup
  var watching: WatchOption

  @Flag(help: "Print an experiment's file to begin with.")
  var template = false

  @Option(
    name: .customLong("run"), parsing: .unconditional,
    help: "Make only the run of this number, from 1, and no results: for clusters.")
  var runNumber: Int?

  @Flag(help: "List the runs that can be made now, by their numbers, and make none.")
  var list = false

  @Flag(help: "One JSON object for each run.")
  var json = false

  func validate() throws {
    guard template == (file == nil) else {
      throw ValidationError(
        file == nil
          ? "expected an experiment's file, or --template to get one, found neither"
          : "--template: expected no file beside it, found \(file ?? "")")
    }
    guard !list || runNumber == nil else {
      throw ValidationError("--list and --run: expected one of them, found both")
    }
    guard !list || watching.watch == nil else {
      throw ValidationError("--list and --watch: expected one of them, found both")
    }
    try OptionLimits.check(
      atLeast: 1, ("--run", runNumber), ("--epochs", epochs), ("--limit", limit))
    try OptionLimits.check(threads: ("--jobs", jobs), ("--threads", threads))
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
    func hasRuns() -> Bool {
      runs.contains { run in
        FileType(ofPath: RunFolder(path: "\(folder)/\(run.folder)").recipe) != nil
      }
    }
    if !hasRuns() {
      for name in Self.results where FileType(ofPath: "\(folder)/\(name)") != nil {
        throw CommandFailure(
          "\(folder)/\(name): is not of this experiment: choose another folder for --output")
      }
    }
    var outputs = OutputList(reading: [file] + data + runs.flatMap(\.inputs))
    for name in Self.results { try outputs.add("\(folder)/\(name)", option: "--output") }
    for file in runs.flatMap({ RunFolder(path: "\(folder)/\($0.folder)").all }) {
      try outputs.reserve(file, option: "--output")
    }
    try outputs.add(watching.watch, option: "--watch")
    let page = try watching.page(of: experiment, runs)
    let display = ExperimentDisplay(runs, json: json)
    let runner = ExperimentRunner(
      runs, in: folder, threads: max(1, (threads ?? EngineChoice.usualThreads) / jobs),
      memoryLimit: memory.limit,
      logs: tensorBoard.tensorboard.map {
        LogPlan(folder: $0, everyEpochs: tensorBoard.tensorboardEvery)
      },
      page: page, watcher: display)
    // Whatever ends the work, nothing more is to come.
    defer { try? page?.finish() }
    if list || runNumber != nil {
      try makePart(runs, of: experiment, runner)
      return
    }
    let outcomes = try runner.run(jobs: jobs, sharing: experiment.halving)
    guard hasRuns() else {
      // Results of nothing would be somebody else's to the next start.
      if !json { print("stopped before its first run, as asked: the same command goes on") }
      return
    }
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

  /// Lists what is to be made, or makes one run of it.
  private func makePart(
    _ runs: [PlannedRun], of experiment: ExperimentFile, _ runner: ExperimentRunner
  ) throws {
    guard let runNumber else {
      for (index, epochs) in try runner.waiting(sharing: experiment.halving) {
        if json {
          StandardOutput.print([
            ("run", .integer(index + 1)), ("folder", .string(runs[index].folder)),
            ("epochs", .integer(epochs ?? runs[index].blueprint.training.epochs)),
          ])
        } else {
          print("\(index + 1)  \(runs[index].folder)")
        }
      }
      return
    }
    guard runNumber <= runs.count else {
      throw CommandFailure("--run: expected 1 to \(runs.count), found \(runNumber)")
    }
    try runner.run(only: runNumber - 1, sharing: experiment.halving)
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
