/// Reads a formula, sums before products before powers, as everybody writes them.
struct FormulaParser {
  private let text: String
  private let characters: [UInt8]
  private var next = 0
  private var depth = 0

  private static let mostCharacters = 1000
  private static let deepest = 50

  init(_ text: String) {
    self.text = text
    characters = Array(text.utf8)
  }

  mutating func whole() throws(PlaygroundError) -> Formula.Term {
    guard characters.count <= Self.mostCharacters else {
      throw problem("at most \(Self.mostCharacters) characters")
    }
    let term = try sum()
    skipSpace()
    guard next == characters.count else { throw problem("an operator or the end") }
    return term
  }

  private mutating func sum() throws(PlaygroundError) -> Formula.Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw problem("at most \(Self.deepest) parentheses deep") }
    var left = try product()
    while true {
      if take("+") {
        left = .binary(.plus, left, try product())
      } else if take("-") {
        left = .binary(.minus, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(PlaygroundError) -> Formula.Term {
    var left = try signed()
    while true {
      if take("*") {
        left = .binary(.times, left, try signed())
      } else if take("/") {
        left = .binary(.dividedBy, left, try signed())
      } else {
        return left
      }
    }
  }

  /// A minus binds less than a power: -x^2 is −(x²).
  private mutating func signed() throws(PlaygroundError) -> Formula.Term {
    var isNegative = false
    while take("-") { isNegative.toggle() }
    let term = try power()
    return isNegative ? .negative(term) : term
  }

  private mutating func power() throws(PlaygroundError) -> Formula.Term {
    let base = try operand()
    guard take("^") else { return base }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw problem("at most \(Self.deepest) powers") }
    return .binary(.toThePowerOf, base, try signed())
  }

  private mutating func operand() throws(PlaygroundError) -> Formula.Term {
    if take("(") { return try closed(try sum()) }
    skipSpace()
    let start = next
    while next < characters.count, Self.isWord(characters[next]) { next += 1 }
    let word = String(decoding: characters[start..<next], as: UTF8.self)
    switch word {
    case "x": return .x
    case "y": return .y
    case "pi": return .number(.pi)
    default: break
    }
    if let number = Double(word), number.isFinite { return .number(number) }
    if let function = Formula.Function(rawValue: word), take("(") {
      return .function(function, try closed(try sum()))
    }
    next = start
    throw problem(
      "a number, x, y, pi, a parenthesis, or one of "
        + "\(Formula.Function.allCases.map { "\($0.rawValue)(…)" }.joined(separator: ", "))")
  }

  private mutating func closed(_ term: Formula.Term) throws(PlaygroundError) -> Formula.Term {
    guard take(")") else { throw problem(")") }
    return term
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next < characters.count, characters[next] == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  private mutating func skipSpace() {
    while next < characters.count, characters[next] == UInt8(ascii: " ") { next += 1 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private func problem(_ expected: String) -> PlaygroundError {
    .badFormula(text: text, position: next + 1, expected: expected)
  }
}
