/// Why a training step was not made.
public enum StepError: Error, Hashable, Sendable {
  /// More or fewer numbers came than there are neurons for.
  case wrongSize(InputError)
  /// The loss is infinite or not a number.
  case notFinite(TrainingFault)
}

extension StepError: CustomStringConvertible {
  /// One line that says what is wrong.
  public var description: String {
    switch self {
    case .wrongSize(let error): error.description
    case .notFinite(let fault): fault.description
    }
  }
}
