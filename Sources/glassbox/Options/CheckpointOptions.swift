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
  /// - Parameters:
  ///   - inputs: Other files of the command, which are not to be replaced.
  ///   - output: Where the model will be.
  func file(sparing inputs: [String], output: String?) throws -> CheckpointFile? {
    guard let checkpoint else { return nil }
    try OutputFile.check(
      checkpoint, option: "--checkpoint", sparing: inputs + (output.map { [$0] } ?? []))
    if let output, Self.place(output) == Self.place(checkpoint) {
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

extension CheckpointOptions {
  /// Where a file is or would be, however its path is written.
  private static func place(_ path: String) -> Place {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    let folder = path.hasSuffix("/") ? path : String(path.dropLast(name.count))
    return Place(folder: FileIdentity(ofPath: folder.isEmpty ? "." : folder), name: name)
  }

  private struct Place: Equatable {
    let folder: FileIdentity?
    let name: String
  }
}
