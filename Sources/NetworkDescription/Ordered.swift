extension Collection where Index == Int {
  /// The elements in an order; those that are level stay as they come.
  ///
  /// `sorted(by:)` does the same, but compiles to a sort of its own for every kind of element, which takes
  /// four kilobytes each in a page for browsers: here positions are sorted, whatever they are of.
  package func ordered(by areInOrder: (Element, Element) -> Bool) -> [Element] {
    let order = Positions.ordered(count) { left, right in
      areInOrder(self[startIndex + left], self[startIndex + right])
    }
    return order.map { self[startIndex + $0] }
  }
}

private enum Positions {
  @inline(never)
  static func ordered(_ count: Int, by areInOrder: (Int, Int) -> Bool) -> [Int] {
    Array(0..<count).sorted(by: areInOrder)
  }
}
