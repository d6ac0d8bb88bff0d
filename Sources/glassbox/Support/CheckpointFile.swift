import ModelFiles
import NetworkDescription
import TrainingLoop

/// The file of a training that can be interrupted.
struct CheckpointFile {
  let path: String
  let everyBatches: Int?
  /// What was in it when the command began.
  let found: TrainingCheckpoint?

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
