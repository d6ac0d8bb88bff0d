import Foundation

/// Works out an expression from its printed text; knows nothing of the code that printed it.
///
///     sum     = product { ("+" | "−") product }
///     product = factor { ("×" | "÷") factor }
///     factor  = "−" factor | "½" factor | atom [ "²" ]
///     atom    = number [ "^" number ] | "(" sum ")" | name "(" sum { "," sum } ")"
package struct PrintedExpression {
  private let text: [Character]
  private var position = 0

  package struct Unreadable: Error, CustomStringConvertible {
    package let description: String
  }

  package static func value(of text: some StringProtocol) throws -> Double {
    var parser = PrintedExpression(text: Array(text))
    let value = try parser.sum()
    guard parser.peek == nil else { throw parser.unreadable("the end") }
    return value
  }

  private init(text: [Character]) { self.text = text }

  private var peek: Character? {
    mutating get {
      while position < text.count, text[position] == " " { position += 1 }
      return position < text.count ? text[position] : nil
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard peek == character else { return false }
    position += 1
    return true
  }

  private mutating func sum() throws -> Double {
    var value = try product()
    while true {
      if take("+") {
        value += try product()
      } else if take("−") {
        value -= try product()
      } else {
        return value
      }
    }
  }

  private mutating func product() throws -> Double {
    var value = try factor()
    while true {
      if take("×") {
        value *= try factor()
      } else if take("÷") {
        value /= try factor()
      } else {
        return value
      }
    }
  }

  private mutating func factor() throws -> Double {
    if take("−") { return -(try factor()) }
    if take("½") { return try factor() / 2 }
    let value = try atom()
    return take("²") ? value * value : value
  }

  private mutating func atom() throws -> Double {
    guard let next = peek else { throw unreadable("a number") }
    if take("∞") { return .infinity }
    if take("(") { return try closing(sum()) }
    if next.isNumber {
      let base = try number()
      return take("^") ? Foundation.pow(base, try number()) : base
    }
    let name = word()
    if name == "NaN" { return .nan }
    guard take("(") else { throw unreadable("a number or a function") }
    let first = try sum()
    if name == "max" {
      guard take(",") else { throw unreadable("a comma") }
      return try closing(max(first, sum()))
    }
    return try closing(Self.apply(name, first) ?? { throw unreadable("a known function") }())
  }

  private mutating func closing(_ value: Double) throws -> Double {
    guard take(")") else { throw unreadable("a closing parenthesis") }
    return value
  }

  private static func apply(_ name: String, _ x: Double) -> Double? {
    switch name {
    case "identity": x
    case "sigmoid":
      x < 0 ? Foundation.exp(x) / (1 + Foundation.exp(x)) : 1 / (1 + Foundation.exp(-x))
    case "tanh": Foundation.tanh(x)
    case "relu": x.isNaN ? x : Swift.max(x, 0)
    case "leaky relu": x > 0 ? x : nil
    case "ln": Foundation.log(x)
    case "e^": Foundation.exp(x)
    case "√": x.squareRoot()
    default: nil
    }
  }

  private mutating func word() -> String {
    let start = position
    while position < text.count, text[position].isLetter || " ^√".contains(text[position]) {
      position += 1
    }
    return String(text[start..<position])
  }

  private mutating func number() throws -> Double {
    let start = position
    while position < text.count, "0123456789.e".contains(text[position]) || isExponentSign {
      position += 1
    }
    let digits = String(text[start..<position])
    guard digits.last != ".", let value = Double(digits) else { throw unreadable("a number") }
    return value
  }

  private var isExponentSign: Bool {
    "+-".contains(text[position]) && position > 0 && text[position - 1] == "e"
  }

  private func unreadable(_ expected: String) -> Unreadable {
    Unreadable(description: "\(String(text)): expected \(expected) at \(position)")
  }
}
