/// Numbers with priorities; the highest comes first, and of equals the one that was first in.
///
/// A binary heap (Williams, "Algorithm 232: Heapsort", 1964).
struct PriorityQueue {
  private var heap: [(item: Int, priority: Double)] = []

  mutating func push(_ item: Int, priority: Double) {
    heap.append((item, priority))
    var child = heap.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first.item }
    heap[0] = last
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let best = children.max(by: { isBefore($1, $0) }), isBefore(best, parent) else { break }
      heap.swapAt(parent, best)
      parent = best
    }
    return first.item
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let (left, right) = (heap[left], heap[right])
    return left.priority == right.priority ? left.item < right.item : left.priority > right.priority
  }
}
