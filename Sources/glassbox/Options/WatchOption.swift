import ArgumentParser
import Experiments
import NetworkDescription
import TrainingLogs
import TrainingRuns

/// The option of the commands that train, for a browser to look on.
struct WatchOption: ParsableArguments {
  @Option(
    help: """
      A page (.html) to open in a browser: it renews itself while training goes on, and stays as \
      the report.
      """)
  var watch: String?

  func validate() throws {
    guard let watch, !watch.lowercased().hasSuffix(".html") else { return }
    throw ValidationError("--watch: expected a name ending in .html, found '\(watch)'")
  }

  /// The page of an experiment's runs, if it is wanted.
  func page(of experiment: ExperimentFile, _ runs: [PlannedRun]) throws -> WatchPage? {
    try watch.map { path in
      try WatchPage(
        path, title: experiment.name,
        runs: runs.map {
          .init(
            title: $0.title, blueprint: $0.blueprint, engine: $0.engine, augment: $0.augment)
        })
    }
  }

  /// The page of one training, if it is wanted.
  func watched(
    _ run: TrainingRun, _ network: any TrainableNetwork, data: [String]
  ) throws -> WatchedTraining? {
    try watch.map { path in
      let name = run.blueprint.name
      let page = try WatchPage(
        path, title: name,
        runs: [
          .init(title: name, blueprint: run.blueprint, engine: run.engine, augment: run.augment)
        ])
      return try WatchedTraining(on: page, 0, of: run, network, data: data)
    }
  }
}
