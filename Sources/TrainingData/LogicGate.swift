import NetworkDescription
// Whoever uses the data of a gate or a toy set names it.
@_exported import ToySets

extension LogicGate {
  /// The gate's four rows, in the order 00, 01, 10, 11, with a single number as target.
  ///
  /// ```swift
  /// LogicGate.xor.dataset.target(of: 1)  // [1.0]: 0 xor 1
  /// ```
  public var dataset: Dataset {
    let rows = rows
    return Dataset(
      checkedName: rawValue, inputShape: .list(2),
      inputs: .numbers(rows.flatMap { [$0.first ? 1 : 0, $0.second ? 1 : 0] }),
      targets: .numbers(rows.map { $0.output ? 1 : 0 }, perSample: 1),
      targetKind: .classes,
      count: rows.count)
  }
}
