import ArgumentParser
import NetworkPictures
import TextFormats
import TrainingRuns

/// `glassbox compare`: finished runs side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", _superCommandName: Glassbox.name,
    abstract: "Compare finished runs: their curves, figures and blueprints.",
    discussion: """
      glassbox compare slow.csv fast.csv
      glassbox compare slow.csv fast.csv --picture curves.png
      glassbox compare small.safetensors large.safetensors --json
      glassbox compare results/*/                   the runs of an experiment

      A run is named by its history (train --history) or its model (train --output); the other of \
      the two is found beside it if it has the same name.
      """)

  @Argument(help: "Histories (.csv), models (.safetensors) or folders of runs; two or more.")
  var runs: [String]

  @Option(help: "Draw the curves over each other: a file ending in .png or .svg.")
  var picture: String?

  @OptionGroup
  var curveAxes: AxesOption

  @Flag(help: "One JSON object.")
  var json = false

  func validate() throws {
    guard runs.count > 1 else {
      throw ValidationError("expected two or more runs to compare, found \(runs.count)")
    }
    try DrawnFile.checkEnding(picture, option: "--picture")
  }

  func run() throws {
    let finished = try FinishedRun.all(at: runs)
    if let picture {
      var outputs = OutputList(reading: runs + finished.map(\.companion))
      try outputs.add(picture, option: "--picture")
      guard finished.contains(where: { $0.history != nil }) else {
        throw CommandFailure(
          "--picture: expected a history among the runs, found models alone: train with --history, "
            + "and keep the table beside the model")
      }
      let chart = LearningCurves.chart(of: finished, axes: curveAxes.axes)
      try DrawnFile.write(chart.drawing, to: picture)
    }
    let comparison = ComparisonText(finished)
    if json {
      print(comparison.json)
      return
    }
    print(comparison.text)
    if let picture { print("\ncurves drawn in \(picture.onOneLine)") }
  }
}
