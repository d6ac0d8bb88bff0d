import ModelFiles
import NetworkDescription
import TrainingLoop
import TrainingRuns

/// Keeps how far one run of an experiment has come, so that it can go on after an interruption.
///
/// The table of epochs is always written before the checkpoint, so that no checkpoint is ahead of
/// its table. Small networks have many epochs a second; they are kept once in a while.
final class RunKeeper: TrainingWatcher {
  /// All epochs so far, those before an interruption included; of very many only some.
  var epochs: [EpochFigures] { thinned.elements }
  private var thinned = EpochFigures.history
  private let index: Int
  private let files: RunFolder
  private let interval: Duration
  private let watcher: any ExperimentWatcher
  private let checkpoint: (TrainingPoint) throws -> TrainingCheckpoint
  private var point: TrainingPoint?
  private var lastKept = ContinuousClock.now
  private var problem: (any Error)?

  /// - Parameters:
  ///   - epochs: Those before an interruption.
  ///   - index: Which run it is, for the watcher.
  ///   - interval: How long it may take until an epoch is kept.
  ///   - checkpoint: What is kept of a point of training.
  init(
    _ index: Int, after epochs: [EpochFigures], in files: RunFolder, every interval: Duration,
    watcher: any ExperimentWatcher,
    checkpoint: @escaping (TrainingPoint) throws -> TrainingCheckpoint
  ) {
    self.index = index
    for epoch in epochs { thinned.append(epoch) }
    self.files = files
    self.interval = interval
    self.watcher = watcher
    self.checkpoint = checkpoint
  }

  /// Takes note of the points that training comes to; ``epochDidEnd(_:)`` keeps them.
  var plan: CheckpointPlan { CheckpointPlan { self.point = $0 } }

  var shouldStop: Bool { watcher.shouldStop || problem != nil }

  func batchDidEnd(_ progress: TrainingProgress) { watcher.progressed(index, progress) }

  func epochDidEnd(_ record: EpochRecord) {
    // An epoch that was interrupted is made to its end next time.
    guard point.map({ $0.epoch > record.epoch }) ?? true else {
      keep()
      return
    }
    thinned.append(EpochFigures(record))
    if shouldStop || ContinuousClock.now - lastKept >= interval { keep() }
  }

  /// Throws what has kept a file from being written.
  func finish() throws {
    if let problem { throw problem }
  }

  private func keep() {
    do {
      try files.write(HistoryTable.text(epochs), to: files.history)
      if let point { try checkpoint(point).write(to: files.checkpoint) }
    } catch {
      problem = problem ?? error
    }
    lastKept = .now
  }
}
