import NetworkDescription
import TrainingLogs
import TrainingRuns

/// Where TensorBoard finds the runs of an experiment, and what it shows of them.
public struct LogPlan: Sendable {
  private let folder: String
  private let everyEpochs: Int?

  /// - Parameters:
  ///   - folder: Gets a folder for each run, of the same name as that with its results.
  ///   - everyEpochs: After how many epochs there are histograms and pictures; 0 for none, nil for
  ///     about twenty times in all.
  public init(folder: String, everyEpochs: Int?) {
    self.folder = folder
    self.everyEpochs = everyEpochs
  }

  /// Whether a run has a log.
  func hasLog(of run: PlannedRun) -> Bool { TrainingLog.exists(in: folder(of: run)) }

  /// Begins the log of a run, or goes on with it.
  func log(
    of run: TrainingRun, _ network: any TrainableNetwork, _ planned: PlannedRun,
    beginning: TrainingLog.Beginning
  ) throws -> TrainingLog {
    try TrainingLog(
      in: folder(of: planned), of: run, network, beginning: beginning,
      showing: SnapshotPlan(everyEpochs: everyEpochs, data: planned.data),
      variation: planned.title)
  }

  private func folder(of run: PlannedRun) -> String { "\(folder)/\(run.folder)" }
}
