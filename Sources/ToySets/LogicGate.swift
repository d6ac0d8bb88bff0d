/// A function of two bits, and all there is to know about it as training data.
///
/// ```swift
/// LogicGate.xor.output(false, true)  // true
/// ```
public enum LogicGate: String, CaseIterable, Sendable {
  /// 1 when at least one input is 1.
  case or
  /// 1 when both inputs are 1.
  case and
  /// 0 when both inputs are 1.
  case nand
  /// 1 when both inputs are 0.
  case nor
  /// 1 when the inputs differ. No single neuron can learn it (Minsky and Papert, 1969).
  case xor

  /// What the gate answers.
  public func output(_ first: Bool, _ second: Bool) -> Bool {
    switch self {
    case .or: first || second
    case .and: first && second
    case .nand: !(first && second)
    case .nor: !(first || second)
    case .xor: first != second
    }
  }

  /// The gate's four rows, in the order 00, 01, 10, 11.
  public var rows: [(first: Bool, second: Bool, output: Bool)] {
    let bits = [false, true]
    return bits.flatMap { first in
      bits.map { second in (first, second, output(first, second)) }
    }
  }
}
