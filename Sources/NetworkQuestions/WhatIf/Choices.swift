/// All ways to choose so many of the numbers 0 ..< n, each in ascending order.
struct Choices: Sequence {
  private let size: Int
  private let count: Int

  /// - Returns: nil if there are more ways than wanted.
  init?(of size: Int, from count: Int, atMost limit: Int) {
    guard size <= count else { return nil }
    var ways = 1
    for index in 0..<size {
      ways = ways * (count - index) / (index + 1)
      guard ways <= limit else { return nil }
    }
    (self.size, self.count) = (size, count)
  }

  func makeIterator() -> AnyIterator<[Int]> {
    var next: [Int]? = Array(0..<size)
    return AnyIterator {
      defer { next = next.flatMap(after) }
      return next
    }
  }

  /// The next choice in the order of a dictionary.
  private func after(_ choice: [Int]) -> [Int]? {
    guard let place = choice.indices.last(where: { choice[$0] < count - size + $0 }) else {
      return nil
    }
    var next = choice
    for index in place..<size { next[index] = choice[place] + 1 + index - place }
    return next
  }
}
