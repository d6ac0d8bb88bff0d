import ModelFiles
import NetworkDescription
import TrainingLogs
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
  private let log: TrainingLog?
  private let watched: WatchedTraining?
  private let lastEpoch: Int?
  private var lastRecord: EpochRecord?
  private var finishedEpoch: Int
  private var lastKept = ContinuousClock.now

  /// - Parameters:
  ///   - epochs: Those before an interruption.
  ///   - index: Which run it is, for the watcher.
  ///   - interval: How long it may take until an epoch is kept.
  ///   - log: What is written for TensorBoard.
  ///   - watched: What a page is told.
  ///   - lastEpoch: After which epoch to pause; nil for the last.
  ///   - checkpoint: What is kept of a point of training.
  init(
    _ index: Int, after epochs: [EpochFigures], in files: RunFolder, every interval: Duration,
    watcher: any ExperimentWatcher, log: TrainingLog?, watched: WatchedTraining?,
    until lastEpoch: Int?,
    checkpoint: @escaping (TrainingPoint) throws -> TrainingCheckpoint
  ) {
    self.index = index
    for epoch in epochs { thinned.append(epoch) }
    finishedEpoch = epochs.last?.epoch ?? 0
    self.files = files
    self.interval = interval
    self.watcher = watcher
    self.log = log
    self.watched = watched
    self.lastEpoch = lastEpoch
    self.checkpoint = checkpoint
  }

  /// Keeps the points that training comes to, once in a while, and its last one.
  var plan: CheckpointPlan { CheckpointPlan { try self.keep($0) } }

  var shouldStop: Bool {
    if let lastEpoch, finishedEpoch >= lastEpoch { return true }
    return watcher.shouldStop || problem != nil
  }

  /// Why the page can no longer be written.
  private(set) var problem: (any Error)?

  func batchDidEnd(_ progress: TrainingProgress) {
    do { try watched?.batchDidEnd(progress) } catch { problem = error }
    watcher.progressed(index, progress)
  }

  func epochWillBeKept(_ record: EpochRecord) { lastRecord = record }

  func epochDidEnd(_ record: EpochRecord) {}

  private func keep(_ point: TrainingPoint) throws {
    // An epoch that was interrupted is made to its end next time.
    if let lastRecord, point.epoch > lastRecord.epoch {
      thinned.append(EpochFigures(lastRecord))
      finishedEpoch = lastRecord.epoch
      try log?.write(lastRecord)
      try watched?.epochDidEnd(lastRecord)
      guard shouldStop || ContinuousClock.now - lastKept >= interval else { return }
    }
    try log?.flush()
    try files.write(HistoryTable.text(epochs), to: files.history)
    try checkpoint(point).write(to: files.checkpoint)
    lastKept = .now
  }
}
