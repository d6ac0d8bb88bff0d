/// A piece of JSON that keeps the order of its keys when written.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])
}

extension JSONValue {
  /// What it is, in words, for error messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value.shortenedOnOneLine)\""
    case .array(let values): "a list of \(values.count)"
    case .object(let entries): "an object with \(entries.count) keys"
    }
  }
}

extension JSONValue: CustomStringConvertible {
  /// The JSON text on one line.
  ///
  /// Numbers are written so that they read back to the same Double. JSON has no word for NaN and
  /// infinity; they are written as null, as JavaScript does.
  package var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value):
      if !value.isFinite {
        text += "null"
      } else if value == value.rounded(), abs(value) < 0x1p53, !(value == 0 && value.sign == .minus)
      {
        // An Int of a browser has 32 bits.
        text += String(Int64(value))
      } else {
        text += value.description
      }
    case .string(let value): JSONValue.write(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        value.write(to: &text)
      }
      text += "]"
    case .object(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { text += "," }
        JSONValue.write(entry.0, to: &text)
        text += ":"
        entry.1.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    // Most strings are printable ASCII with nothing to escape.
    let printable = UInt8(ascii: " ")...UInt8(ascii: "~")
    let isPlain = string.utf8.allSatisfy {
      printable.contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard !isPlain else {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // JSON allows most of these, but a terminal may obey them.
      case _ where scalar.isInvisible:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
