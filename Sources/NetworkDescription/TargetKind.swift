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
