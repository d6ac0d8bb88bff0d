extension Collection {
  /// The elements that matter most, the most important first; of equals, those in front.
  ///
  /// - Parameters:
  ///   - count: How many at most.
  ///   - size: How much an element matters; its sign does not.
  package func largest(_ count: Int = .max, by size: (Element) -> Double) -> [Element] {
    // Swift's sort keeps equals in order.
    Array(sorted { abs(size($0)) > abs(size($1)) }.prefix(count))
  }
}
