/// Words that somebody typed, taken one by one.
struct Words {
  /// What has not been taken yet.
  private(set) var rest: Substring

  init(_ text: some StringProtocol) {
    rest = Substring(text)
    skipSpace()
  }

  var isEmpty: Bool { rest.isEmpty }

  /// Takes the next word; nil at the end.
  mutating func next() -> String? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex { Self.isSpace($0) } ?? rest.endIndex
    let word = String(rest[..<end])
    rest = rest[end...]
    skipSpace()
    return word
  }

  /// Takes the next word.
  mutating func next(_ what: String, expected: String) throws(PlaygroundError) -> String {
    guard let word = next() else { throw .badValue(what: what, expected: expected, found: "") }
    return word
  }

  /// Takes the next word if it is this one.
  mutating func take(_ word: String) -> Bool {
    var ahead = self
    guard ahead.next() == word else { return false }
    self = ahead
    return true
  }

  /// Takes everything that is left.
  mutating func all(_ what: String, expected: String) throws(PlaygroundError) -> String {
    var end = rest.endIndex
    while end > rest.startIndex, Self.isSpace(rest[rest.index(before: end)]) {
      end = rest.index(before: end)
    }
    let text = String(rest[..<end])
    rest = ""
    guard !text.isEmpty else { throw .badValue(what: what, expected: expected, found: "") }
    return text
  }

  mutating func number(
    _ what: String, in range: ClosedRange<Double>
  ) throws(PlaygroundError) -> Double {
    let expected = "a number from \(range.lowerBound) to \(range.upperBound)"
    let word = try next(what, expected: expected)
    guard let number = Double(word), range.contains(number) else {
      throw .badValue(what: what, expected: expected, found: word)
    }
    return number
  }

  mutating func finiteNumber(_ what: String) throws(PlaygroundError) -> Double {
    let word = try next(what, expected: "a number")
    guard let number = Double(word), number.isFinite else {
      throw .badValue(what: what, expected: "a finite number", found: word)
    }
    return number
  }

  mutating func integer(
    _ what: String, in range: ClosedRange<Int>
  ) throws(PlaygroundError) -> Int {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    let word = try next(what, expected: expected)
    guard let number = Int(word), range.contains(number) else {
      throw .badValue(what: what, expected: expected, found: word)
    }
    return number
  }

  mutating func seed() throws(PlaygroundError) -> UInt64 {
    let expected = "a whole number from 0 on"
    let word = try next("the seed", expected: expected)
    guard let seed = UInt64(word) else {
      throw .badValue(what: "the seed", expected: expected, found: word)
    }
    return seed
  }

  func finish() throws(PlaygroundError) {
    guard rest.isEmpty else { throw .unknownWords(found: String(rest), known: ["nothing more"]) }
  }

  private mutating func skipSpace() {
    while let first = rest.first, Self.isSpace(first) { rest = rest.dropFirst() }
  }

  private static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\n" || character == "\t"
  }
}
