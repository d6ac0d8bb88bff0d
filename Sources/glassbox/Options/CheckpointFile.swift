import ModelFiles
import NetworkDescription
import SystemFiles
import TrainingLoop
import TrainingRuns

/// The file of a training that can be interrupted.
struct CheckpointFile {
  let path: String
  let everyBatches: Int?
  /// What was in it when the command began.
  let found: TrainingCheckpoint?

  /// Refuses a training whose checkpoints could not be kept, however it goes.
  func check(_ run: TrainingRun) throws {
    let size = try TrainingCheckpoint.fileSize(
      of: run.blueprint, circumstances: run.circumstances(), keepsBest: run.patience != nil,
      name: path)
    do {
      // While one is written, the one before is still there.
      try AtomicFile.check(path, size: found == nil ? 2 * size : size)
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }

  /// Where to go on; nil for the beginning.
  func start(
    of blueprint: NetworkBlueprint, with circumstances: [String: String],
    _ options: TrainingOptions, sampleCount: Int
  ) throws -> TrainingPoint? {
    guard let found else { return nil }
    try found.check(isOf: blueprint, with: circumstances, path: path)
    let point = found.point
    do {
      try point.validate(for: options, sampleCount: sampleCount)
    } catch {
      throw CommandFailure("\(path): \(error)")
    }
    let isOver = options.patience.map { point.best?.epochsSince ?? 0 >= $0 } ?? false
    StandardError.note(
      point.epoch > blueprint.training.epochs || isOver
        ? "\(path): this training was finished"
        : "\(path): going on in epoch \(point.epoch) after \(point.batchCount) batches")
    return point
  }

  /// Keeps every point that training comes to.
  func plan(
    of blueprint: NetworkBlueprint, with circumstances: [String: String]
  ) -> CheckpointPlan {
    CheckpointPlan(everyBatches: everyBatches) { point in
      try TrainingCheckpoint(blueprint: blueprint, circumstances: circumstances, point: point)
        .write(to: path)
    }
  }
}

extension TrainingRun {
  /// Trains a network, with a checkpoint after every epoch if there is a file for it.
  ///
  /// - Parameters:
  ///   - watcher: Is told how it goes, and may stop it.
  ///   - checkpoint: Where to keep how far it has come; it goes on from there.
  /// - Throws: `TrainingError`, and what is wrong with a checkpoint.
  func fit(
    _ network: any TrainableNetwork, watcher: any TrainingWatcher, checkpoint: CheckpointFile?
  ) throws -> [EpochRecord] {
    guard let checkpoint else { return try fit(network, watcher: watcher) }
    let circumstances = circumstances()
    return try fit(
      network, watcher: watcher,
      from: try checkpoint.start(
        of: blueprint, with: circumstances, options, sampleCount: samples.training.count),
      checkpoints: checkpoint.plan(of: blueprint, with: circumstances))
  }
}
