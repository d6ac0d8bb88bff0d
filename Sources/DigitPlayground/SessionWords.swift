import TextFormats

/// Words that are taken one by one.
struct SessionWords {
  private var left: Substring

  init(_ text: String) { left = Substring(text) }

  /// What has not been taken.
  var rest: String { String(left) }

  var isEmpty: Bool { left.isEmpty }

  /// Takes the next word; nil at the end.
  mutating func next() -> String? {
    let word = left.prefix { $0 != " " }
    left = left.dropFirst(word.count + 1)
    return word.isEmpty ? nil : String(word)
  }

  /// Takes a whole number of at least 1.
  mutating func count(_ what: String) throws(PlainError) -> Int {
    try integer(what, in: 1...1_000_000_000)
  }

  /// Takes a position, from 0.
  mutating func index(_ what: String) throws(PlainError) -> Int {
    try integer(what, in: 0...1_000_000_000)
  }

  /// Takes a digit, if there is a word left.
  mutating func digit(_ what: String) throws(PlainError) -> Int? {
    isEmpty ? nil : try integer(what, in: 0...9)
  }

  mutating func integer(_ what: String, in range: ClosedRange<Int>) throws(PlainError) -> Int {
    let word = next() ?? ""
    guard let number = Int(word), range.contains(number) else {
      throw PlainError(
        "\(what): expected a whole number from \(range.lowerBound) to \(range.upperBound), found "
          + "“\(word.shortenedOnOneLine)”")
    }
    return number
  }
}
