/// What keeps a text from being JSON, with the place.
package struct JSONError: Error, Hashable, Sendable {
  /// The place, what was expected there, and what was found.
  package let problem: String

  /// Describes a problem.
  package init(problem: String) { self.problem = problem }
}

extension JSONValue {
  /// Reads JSON text (RFC 8259), strictly.
  ///
  /// Foundation's decoder says neither where a text stops being JSON nor that a key is there
  /// twice; people write blueprints by hand and need to know both.
  package init(parsing text: String) throws(JSONError) {
    var parser = JSONParser(text)
    self = try parser.document()
  }
}

/// A recursive-descent parser over the bytes of the text.
private struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private static let greatestDepth = 64

  init(_ text: String) {
    bytes = Array(text.utf8)
    // Some editors begin a file with the mark U+FEFF; RFC 8259 lets a parser ignore it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw problem("nothing more after the end") }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return .object(try object())
    case UInt8(ascii: "["): return .array(try array())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object() throws(JSONError) -> [(String, JSONValue)] {
    try enter()
    var entries: [(String, JSONValue)] = []
    var keys: Set<String> = []
    if takeIfNext("}") { return leave(entries) }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw problem("a key in quotes") }
      let keyPosition = position
      let key = try string()
      guard keys.insert(key).inserted else {
        position = keyPosition
        throw problem("each key once", found: "\"\(key.shortenedOnOneLine)\" again")
      }
      guard takeIfNext(":") else {
        throw problem("a colon after the key \"\(key.shortenedOnOneLine)\"")
      }
      entries.append((key, try value()))
    } while takeIfNext(",")
    guard takeIfNext("}") else { throw problem("a comma or }") }
    return leave(entries)
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    try enter()
    var values: [JSONValue] = []
    if takeIfNext("]") { return leave(values) }
    repeat {
      values.append(try value())
    } while takeIfNext(",")
    guard takeIfNext("]") else { throw problem("a comma or ]") }
    return leave(values)
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else {
        throw problem(
          byte == 0x0A || byte == 0x0D
            ? "a closing quote before the end of the line"
            : "control characters written as \\t or \\u0009")
      }
      position += 1
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: try escapedCharacter().utf8)
      } else {
        content.append(byte)
      }
    }
    guard current != nil else { throw problem("a closing quote") }
    position += 1
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func escapedCharacter() throws(JSONError) -> String {
    guard let byte = current else { throw problem("a character after \\") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try escapedUnicode()
    default:
      position -= 1
      throw problem("one of \" \\ / b f n r t u after \\")
    }
  }

  private mutating func escapedUnicode() throws(JSONError) -> String {
    var units = [try hexadecimalUnit()]
    if UTF16.isLeadSurrogate(units[0]), current == UInt8(ascii: "\\"),
      bytes.indices.contains(position + 1), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      units.append(try hexadecimalUnit())
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func hexadecimalUnit() throws(JSONError) -> UInt16 {
    // One digit at a time: UInt16(_:radix:) would take a sign too.
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw problem("four hexadecimal digits after \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  /// A number as RFC 8259 writes it: no leading zeros, no bare points, no plus sign.
  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    var isWhole = true
    let isNegative = take("-")
    if take("0") {
      guard !nextIsDigit else { throw problem("no digit after a leading 0") }
    } else {
      try digits(expecting: isNegative ? "a digit after -" : "a value")
    }
    if take(".") {
      isWhole = false
      try digits(expecting: "a digit after the point")
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      try digits(expecting: "a digit in the exponent")
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      position = start
      throw problem("a number between -1.8e308 and 1.8e308", found: text.shortenedOnOneLine)
    }
    return .number(number)
  }

  private mutating func digits(expecting expected: String) throws(JSONError) {
    guard nextIsDigit else { throw problem(expected) }
    while nextIsDigit { position += 1 }
  }

  private var nextIsDigit: Bool {
    guard let byte = current else { return false }
    return Self.isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw problem("a value") }
    position += word.utf8.count
    return value
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func takeIfNext(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    return take(character)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Counts how deep brackets are nested, so that a hostile text cannot exhaust the stack.
  private mutating func enter() throws(JSONError) {
    guard depth < Self.greatestDepth else {
      throw problem("at most \(Self.greatestDepth) brackets inside each other")
    }
    depth += 1
    position += 1
  }

  private mutating func leave<Content>(_ content: Content) -> Content {
    depth -= 1
    return content
  }

  private func problem(_ expected: String, found: String? = nil) -> JSONError {
    let before = bytes[..<min(position, bytes.count)]
    let line = 1 + before.count { $0 == 0x0A }
    // Columns count characters as editors do, so the later bytes of a character do not count.
    let column = 1 + before.reversed().prefix { $0 != 0x0A }.count { $0 & 0xC0 != 0x80 }
    return JSONError(
      problem: "line \(line), column \(column): expected \(expected), found \(found ?? next)")
  }

  /// What stands at the current position, in words.
  private var next: String {
    guard let byte = current else { return "the end of the text" }
    return byte >= 0x20 && byte < 0x7F
      ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
  }
}
