import NetworkDescription

/// A function of two bits, and all there is to know about it as training data.
///
/// ```swift
/// LogicGate.xor.dataset.target(of: 1)  // [1.0]: 0 xor 1
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

  /// The gate's four rows, in the order 00, 01, 10, 11, with a single number as target.
  public var dataset: Dataset {
    let bits = [false, true]
    let rows = bits.flatMap { first in bits.map { second in (first, second) } }
    return Dataset(
      checkedName: rawValue, inputShape: .list(2),
      inputs: .numbers(rows.flatMap { [$0.0 ? 1 : 0, $0.1 ? 1 : 0] }),
      targets: .numbers(rows.map { output($0.0, $0.1) ? 1 : 0 }, perSample: 1),
      targetKind: .classes,
      count: rows.count)
  }
}
