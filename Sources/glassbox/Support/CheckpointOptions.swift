import ArgumentParser
import ModelFiles
import NetworkBlueprint
import SystemFiles
import TrainingLoop

/// The options that let training be interrupted by anything and go on.
struct CheckpointOptions: ParsableArguments {
  @Option(help: "Where to keep how far training has come, after every epoch, for --resume.")
  var checkpoint: String?

  @Option(parsing: .unconditional, help: "Keep it after every so many batches, too.")
  var checkpointEvery: Int?

  @Flag(help: "Go on from the checkpoint as if training had never stopped; begin if there is none.")
  var resume = false

  func validate() throws {
    if let checkpointEvery, checkpointEvery < 1 {
      throw ValidationError("--checkpoint-every: expected at least 1, found \(checkpointEvery)")
    }
    guard checkpoint == nil else { return }
    if resume { throw ValidationError("--resume: expected --checkpoint, too, found none") }
    if checkpointEvery != nil {
      throw ValidationError("--checkpoint-every: expected --checkpoint, too, found none")
    }
  }

  /// The checkpoint's file, found fault with before the long work; nil if there is to be none.
  ///
  /// - Parameters:
  ///   - inputs: Other files of the command, which are not to be replaced.
  ///   - output: Where the model will be.
  func file(sparing inputs: [String], output: String?) throws -> CheckpointFile? {
    guard let checkpoint else { return nil }
    try OutputFile.check(
      checkpoint, option: "--checkpoint", sparing: inputs + (output.map { [$0] } ?? []))
    guard checkpoint != output else {
      throw CommandFailure(
        "\(checkpoint): --checkpoint and --output are the same file: choose another name")
    }
    var found: TrainingCheckpoint?
    if resume {
      if FileType(ofPath: checkpoint) != nil {
        found = try TrainingCheckpoint(contentsOf: checkpoint)
      } else {
        StandardError.note("\(checkpoint): no checkpoint yet, training starts from the beginning")
      }
    }
    return CheckpointFile(path: checkpoint, everyBatches: checkpointEvery, found: found)
  }
}

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
    StandardError.note(
      point.epoch > blueprint.training.epochs
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
