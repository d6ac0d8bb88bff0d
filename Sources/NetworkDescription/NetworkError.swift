/// Why a network did not learn, or did not answer.
public enum NetworkError: Error, Hashable, Sendable {
  /// More or fewer numbers came than there are neurons for.
  case wrongSize(InputError)
  /// The loss is infinite or not a number.
  case notFinite(TrainingFault)
  /// An output is infinite or not a number.
  case overflow(OutputOverflow)
}

extension NetworkError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .wrongSize(let error): error.description
    case .notFinite(let fault): fault.description
    case .overflow(let overflow): overflow.description
    }
  }
}

/// An answer that is not made of finite numbers.
public struct OutputOverflow: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was no finite number first.
  public let culprit: Overflow

  /// Names what overflowed.
  public init(culprit: Overflow) { self.culprit = culprit }

  /// One line that says what is wrong and what to do.
  public var description: String {
    "an output is not a finite number; first to overflow: \(culprit): use smaller numbers, or a "
      + "model that was trained with a smaller learning rate"
  }
}
