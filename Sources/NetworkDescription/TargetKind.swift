/// What the targets of samples are, which decides how answers are judged besides their loss.
///
/// The data says it, not the loss: classes may be learned with squared errors, and numbers that
/// happen to be 0 and 1 stay numbers.
public enum TargetKind: Hashable, Sendable {
  /// Classes to be recognised: an answer is right or wrong, and ``BatchResult/accuracy`` counts.
  case classes
  /// Numbers to come close to: ``BatchResult/errors`` tell how close.
  case numbers
}

extension NetworkBlueprint {
  /// What targets are that come without data that says so: typed ones.
  ///
  /// Outputs that are probabilities answer with classes.
  package var usualTargetKind: TargetKind {
    switch outputActivation {
    case .sigmoid, .softmax: .classes
    default: .numbers
    }
  }
}
