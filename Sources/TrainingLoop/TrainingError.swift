import NetworkBlueprint

/// What can go wrong in training.
public enum TrainingError: Error, Hashable, Sendable {
  /// A number of epochs or a batch size below 1.
  case badOption(name: String, found: Int)
  /// There is nothing to learn from.
  case noSamples(what: String)
  /// Samples that do not fit the network.
  case wrongWidth(what: String, expected: Int, found: Int)
  /// The loss became infinite or not a number.
  case diverged(epoch: Int, batch: Int, fault: TrainingFault, lastGoodEpoch: Int)
}

extension TrainingError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .badOption(let name, let found):
      "\(name): expected at least 1, found \(found)"
    case .noSamples(let what):
      "\(what): expected at least one sample, found none"
    case .wrongWidth(let what, let expected, let found):
      "\(what): the network takes \(expected) numbers a sample, found \(found): choose data and "
        + "network that fit each other"
    case .diverged(let epoch, let batch, let fault, let lastGoodEpoch):
      "the loss became \(fault.loss) in epoch \(epoch), batch \(batch), sample "
        + "\(fault.sampleInBatch + 1); first to overflow: \(fault.culprit); the network is back to "
        + (lastGoodEpoch == 0 ? "its start" : "where it was after epoch \(lastGoodEpoch)")
        + ": try a smaller learning rate"
    }
  }
}
