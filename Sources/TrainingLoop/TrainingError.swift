import NetworkDescription

/// What can go wrong in training.
public enum TrainingError: Error, Hashable, Sendable {
  /// A number of epochs or a batch size below 1, or beyond all measure.
  case badOption(name: String, found: Int)
  /// A point to go on from that this training cannot have come to.
  case badStart(what: String, expected: String, found: Int)
  /// There is nothing to learn from.
  case noSamples(what: String)
  /// Samples that do not fit the network.
  case wrongWidth(what: String, expected: Int, found: Int)
  /// More classes than can be told apart in a table.
  case tooManyClasses(found: Int, most: Int)
  /// The loss became infinite or not a number.
  case diverged(epoch: Int, batch: Int, fault: TrainingFault, lastGoodEpoch: Int)
  /// An epoch ended with a weight, or a validation loss, that is infinite or not a number.
  case overflowed(epoch: Int, batch: Int, place: Overflowed, value: Double, lastGoodEpoch: Int)

  /// What can be no finite number at the end of an epoch.
  public enum Overflowed: Hashable, Sendable, CustomStringConvertible {
    /// A weight or a bias.
    case weight(WeightPlace)
    /// A learned number that sits on no link as it is.
    case number(tensor: String, index: Int)
    /// The loss of the validation data.
    case validationLoss

    /// What people read.
    public var description: String {
      switch self {
      case .weight(let place): place.inWords
      case .number(let tensor, let index): "\(tensor)[\(index)]"
      case .validationLoss: "the validation loss"
      }
    }
  }

  /// The epoch the network was put back to, 0 for its start; nil if nothing overflowed.
  public var lastGoodEpoch: Int? {
    switch self {
    case .badOption, .badStart, .noSamples, .wrongWidth, .tooManyClasses: nil
    case .diverged(_, _, _, let epoch), .overflowed(_, _, _, _, let epoch): epoch
    }
  }
}

extension TrainingError {
  /// Does something with samples that must be of the network's size.
  ///
  /// - Parameter data: The name of the data they are from, with a colon.
  static func ifSamplesFit<Result>(
    _ data: String = "", _ action: () throws(InputError) -> Result
  ) throws(TrainingError) -> Result {
    do {
      return try action()
    } catch {
      throw .wrongWidth(what: data + error.what, expected: error.expected, found: error.found)
    }
  }
}

extension TrainingError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .badOption(let name, let found):
      "\(name): expected \(NumberRange.refusal(of: found, in: NumberRange.counts) ?? "another"), "
        + "found \(found)"
    case .badStart(let what, let expected, let found):
      "the point to go on from: \(what): expected \(expected), found \(found): start from the "
        + "beginning"
    case .noSamples(let what):
      "\(what): expected at least one sample, found none"
    case .wrongWidth(let what, let expected, let found):
      "\(what): expected \(expected) a sample, as the network has, found \(found): choose data and "
        + "network that fit each other"
    case .tooManyClasses(let found, let most):
      "expected at most \(most) classes, whose confusions make a table, found \(found)"
    case .diverged(let epoch, let batch, let fault, let lastGoodEpoch):
      "the loss became \(inWords(fault.loss)) in epoch \(epoch), batch \(batch), sample "
        + "\(fault.sampleInBatch + 1); first to overflow: \(fault.culprit); "
        + "\(advice(lastGoodEpoch, isFirstStep: epoch == 1 && batch == 1))"
    case .overflowed(let epoch, let batch, let place, let value, let lastGoodEpoch):
      "\(place) became \(inWords(value)) in epoch \(epoch), with batch \(batch); "
        + "\(advice(lastGoodEpoch))"
    }
  }

  /// NaN has a sign that means nothing, and that some systems print.
  private func inWords(_ number: Double) -> String {
    number.isNaN ? "NaN" : number < 0 ? "minus infinite" : "infinite"
  }

  private func advice(_ lastGoodEpoch: Int, isFirstStep: Bool = false) -> String {
    "the network is back to "
      + (lastGoodEpoch == 0 ? "its start" : "where it was after epoch \(lastGoodEpoch)")
      // Before the first step has been made, no rate of learning can be to blame.
      + (isFirstStep
        ? ": scale the data, or start from smaller weights" : ": try a smaller learning rate")
  }
}
