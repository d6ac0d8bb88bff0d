import ArgumentParser
import ModelFiles
import SystemFiles

/// The options that let training be interrupted by anything and go on.
struct CheckpointOptions: ParsableArguments {
  @Option(help: "Where to keep how far training has come, after every epoch, for --resume.")
  var checkpoint: String?

  @Option(parsing: .unconditional, help: "Keep it after every so many batches, too.")
  var checkpointEvery: Int?

  @Flag(help: "Go on from the checkpoint as if training had never stopped; begin if there is none.")
  var resume = false

  func validate() throws {
    try OptionLimits.check(atLeast: 1, ("--checkpoint-every", checkpointEvery))
    guard checkpoint == nil else { return }
    if resume { throw ValidationError("--resume: expected --checkpoint, too, found none") }
    if checkpointEvery != nil {
      throw ValidationError("--checkpoint-every: expected --checkpoint, too, found none")
    }
  }

  /// The checkpoint's file, found fault with before the long work; nil if there is to be none.
  ///
  /// - Parameter outputs: All that the command will write.
  func file(_ outputs: inout OutputList) throws -> CheckpointFile? {
    guard let checkpoint else { return nil }
    try outputs.add(checkpoint, option: "--checkpoint")
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
