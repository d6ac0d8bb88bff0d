extension JSONValue {
  /// Reads JSON text (RFC 8259), strictly.
  ///
  /// Foundation's decoder says neither where a text stops being JSON nor that a key is there
  /// twice; people write blueprints by hand and need to know both.
  package init(parsing text: String) throws(BlueprintError) {
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
  }

  mutating func document() throws(BlueprintError) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw problem("nothing more after the end") }
    return value
  }

  private mutating func value() throws(BlueprintError) -> JSONValue {
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

  private mutating func object() throws(BlueprintError) -> [(String, JSONValue)] {
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
        throw problem("each key once, but \"\(key)\" is here again")
      }
      guard takeIfNext(":") else { throw problem("a colon after the key \"\(key)\"") }
      entries.append((key, try value()))
    } while takeIfNext(",")
    guard takeIfNext("}") else { throw problem("a comma or }") }
    return leave(entries)
  }

  private mutating func array() throws(BlueprintError) -> [JSONValue] {
    try enter()
    var values: [JSONValue] = []
    if takeIfNext("]") { return leave(values) }
    repeat {
      values.append(try value())
    } while takeIfNext(",")
    guard takeIfNext("]") else { throw problem("a comma or ]") }
    return leave(values)
  }

  private mutating func string() throws(BlueprintError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw problem("a closing quote before the end of the line") }
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

  private mutating func escapedCharacter() throws(BlueprintError) -> String {
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

  private mutating func escapedUnicode() throws(BlueprintError) -> String {
    var units = [try hexadecimalUnit()]
    if UTF16.isLeadSurrogate(units[0]), current == UInt8(ascii: "\\"),
      bytes.indices.contains(position + 1), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      units.append(try hexadecimalUnit())
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func hexadecimalUnit() throws(BlueprintError) -> UInt16 {
    let end = min(position + 4, bytes.count)
    let digits = String(decoding: bytes[position..<end], as: UTF8.self)
    guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else {
      throw problem("four hexadecimal digits after \\u")
    }
    position = end
    return unit
  }

  private mutating func number() throws(BlueprintError) -> JSONValue {
    let start = position
    while let byte = current, "+-.0123456789eE".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = text.drop { $0 == "-" }
    let hasLeadingZero = digits.count > 1 && digits.first == "0" && digits.dropFirst().first != "."
    let startsRight = digits.first?.isNumber == true && !text.hasPrefix("--")
    if startsRight, text.last?.isNumber == true, !hasLeadingZero || digits.contains("e") {
      if let integer = Int(text) { return .integer(integer) }
      if let number = Double(text), number.isFinite { return .number(number) }
    }
    position = start
    throw problem(text.isEmpty ? "a value" : "a number, not \(text)")
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(BlueprintError) -> JSONValue {
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
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Counts how deep brackets are nested, so that a hostile text cannot exhaust the stack.
  private mutating func enter() throws(BlueprintError) {
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

  private func problem(_ expected: String) -> BlueprintError {
    let before = bytes[..<min(position, bytes.count)]
    let line = 1 + before.count { $0 == 0x0A }
    let column = before.reversed().prefix { $0 != 0x0A }.count + 1
    let found =
      current.map { byte in
        byte >= 0x20 && byte < 0x7F ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
      } ?? "the end of the text"
    return .notJSON(problem: "line \(line), column \(column): expected \(expected), found \(found)")
  }
}
