/// Something that was set in a session, with the number that it keeps as long as it is there.
public struct Numbered<Item: Hashable & Sendable>: Hashable, Sendable {
  /// Counted from 1 in the order of setting; a number is never given twice.
  public let number: Int
  /// What was set.
  public let item: Item

  /// Gives something its number.
  public init(number: Int, item: Item) {
    self.number = number
    self.item = item
  }
}

/// What has been set and not been removed, in the order of setting.
package struct NumberedList<Item: Hashable & Sendable> {
  package private(set) var entries: [Numbered<Item>] = []
  private var last = 0
  /// What the items are called, in the plural.
  let what: String
  let most: Int

  package init(of what: String, most: Int) {
    self.what = what
    self.most = most
  }

  /// Adds an item, unless it is there already, and tells its number.
  package mutating func add(_ item: Item) throws(SessionError) -> Int {
    if let known = entries.first(where: { $0.item == item }) { return known.number }
    guard entries.count < most else { throw .tooMany(what: what, most: most) }
    last += 1
    entries.append(Numbered(number: last, item: item))
    return last
  }

  /// Removes the item with this number; the others keep theirs.
  package mutating func remove(_ number: Int) throws(SessionError) {
    // Numbers count from 1: what cannot be one is not even compared.
    guard (1...last + 1).contains(number),
      let place = entries.firstIndex(where: { $0.number == number })
    else {
      throw .unknownNumber(what: what, found: number, known: entries.map { $0.number })
    }
    entries.remove(at: place)
  }
}
