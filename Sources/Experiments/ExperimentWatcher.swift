import TrainingLoop

/// Is told how an experiment goes, on any thread, and may stop it.
public protocol ExperimentWatcher: Sendable {
  /// Whether all runs should stop after their present batches.
  var shouldStop: Bool { get }
  /// Something is worth knowing.
  func note(_ text: String)
  /// A run, by its number, has learned another batch.
  func progressed(_ index: Int, _ progress: TrainingProgress)
  /// A run is over, or was so before.
  func ended(_ index: Int, _ outcome: RunOutcome)
}
