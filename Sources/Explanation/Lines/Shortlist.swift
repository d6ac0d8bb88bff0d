/// The few of many that matter most, and what the others come to together.
///
/// With hundreds of links to a neuron nobody wants to read them all. What is left out is summed up,
/// so that the neuron's own line still adds up.
struct Shortlist<Item> {
  /// Those to be shown: all of them in their order, or the most important, largest first.
  let shown: [Item]
  /// Those left out.
  let others: [Item]

  /// Picks from a list.
  ///
  /// - Parameter size: How much an item matters; its sign does not.
  init(_ items: [Item], limit: ShortlistLimit, by size: (Item) -> Double) {
    guard let count = limit.count(of: items.count) else {
      (shown, others) = (items, [])
      return
    }
    // What is not a number is what one is looking for.
    let sizes = items.map { item in
      let size = abs(size(item))
      return size.isNaN ? .infinity : size
    }
    let order = items.indices.sorted { left, right in
      sizes[left] == sizes[right] ? left < right : sizes[left] > sizes[right]
    }
    shown = order.prefix(count).map { items[$0] }
    others = order.dropFirst(count).sorted().map { items[$0] }
  }

  /// The sum of a number over those left out.
  func sumOfOthers(_ number: (Item) -> Double) -> Double {
    others.reduce(0) { $0 + number($1) }
  }

  /// The terms of a sum over all: one for each that is shown, and one for the others together.
  func terms(_ term: (Item) -> Expression, othersSum: Double) -> [Expression] {
    shown.map(term) + (others.isEmpty ? [] : [.number(othersSum)])
  }
}

/// How many are shown.
package struct ShortlistLimit {
  /// What the reader asked for; nil leaves it to the number there are.
  let requested: Int?

  package init(requested: Int?) {
    self.requested = requested
  }

  /// The longest list that is shown whole unless asked otherwise.
  static let readable = 12
  /// How many of a longer list are shown unless asked otherwise.
  static let usual = 5

  /// How many of so many to show; nil for all of them.
  func count(of all: Int) -> Int? {
    let wanted = requested.map { max(0, $0) } ?? (all <= Self.readable ? all : Self.usual)
    return wanted < all ? wanted : nil
  }
}
