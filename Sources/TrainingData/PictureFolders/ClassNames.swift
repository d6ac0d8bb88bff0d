/// Gives classes their numbers.
struct ClassNames {
  /// The names in the order of their numbers.
  let names: [String]
  private let numbers: [String: Int]

  /// Digits are numbered as what they are, whole numbers too, other names in alphabetical order.
  ///
  /// - Parameters:
  ///   - found: The names that occur.
  ///   - form: Digits always have ten classes, whether or not all of them occur.
  init(_ found: Set<String>, form: PictureForm) {
    let values = found.compactMap { Int($0) }
    let areNumbers = values.count == found.count && values.allSatisfy { (0..<1000).contains($0) }
    let largest = values.max() ?? 0
    if areNumbers {
      let last = form == .normalisedDigits ? max(9, largest) : largest
      names = (0...last).map(String.init)
      numbers = Dictionary(found.map { ($0, Int($0) ?? 0) }) { first, _ in first }
    } else {
      names = found.sorted()
      numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
    }
  }

  /// The number of a class; nil for a name that did not occur.
  subscript(name: String) -> Int? { numbers[name] }
}
