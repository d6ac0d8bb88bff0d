import CMath

/// A number as people read it, and what a reader can know of it from the text alone.
///
/// The rule: four decimals, and never fewer than four significant digits (`0.7311`, `12.5000`,
/// `0.09413`); below 0.001 and from 100,000 on (as rounded) in powers of ten
/// (`1.234e-05` is 1.234 × 10⁻⁵). Zero is `0.0000`. The minus is the typographic one.
package struct NumberText {
  /// The digits, with a typographic minus.
  package let text: String
  /// The number that the text says, which is a rounded one.
  let value: Double

  /// Writes a number by the rule.
  ///
  /// - Parameter extraDigits: How many more digits than the rule asks for; may be negative.
  package init(_ number: Double, extraDigits: Int = 0) {
    guard number.isFinite, number != 0 else {
      self.init(number, decimals: Self.usualDecimals)
      return
    }
    let decimal = ExactDecimal(number)
    let exponent = decimal.exponent(roundedTo: Self.usualSignificantDigits)
    if (-3..<5).contains(exponent) {
      let decimals = max(Self.usualDecimals, Self.usualSignificantDigits - 1 - exponent)
      self.init(ascii: decimal.text(decimals: max(0, decimals + extraDigits)))
    } else {
      let digits = max(0, Self.usualSignificantDigits - 1 + extraDigits)
      self.init(ascii: decimal.scientificText(decimals: digits))
    }
  }

  /// Writes a number with so many decimals, whatever its size.
  package init(_ number: Double, decimals: Int) {
    self.init(
      ascii: number.isFinite ? ExactDecimal(number).text(decimals: decimals) : "\(number)")
  }

  /// Writes a number with as many digits as tell it from all others, 17 at most.
  package init(exactly number: Double) {
    let digits = number == 0 ? "0" : "\(number)"
    self.init(ascii: digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }

  /// The digits with their sign, where a number speaks for or against something: `+0.7311`.
  package var signedText: String { value > 0 ? "+" + text : text }

  /// How much one step of the last digit is for a number a little smaller in size: below a power of
  /// ten, as in `1.000e-07`, there is room for one digit more.
  var unitTowardsZero: Double {
    guard let exponent = text.firstIndex(of: "e") else { return unit }
    let mantissa = text[..<exponent].drop { $0 == "−" }
    return mantissa.first == "1" && mantissa.dropFirst().allSatisfy { $0 == "." || $0 == "0" }
      ? unit / 10 : unit
  }

  /// The same with zeros at the end left out, so many at most.
  func withoutZeros(atMost count: Int) -> NumberText {
    // Zero never has extra digits.
    guard value != 0 else { return self }
    let exponent = text.firstIndex(of: "e") ?? text.endIndex
    let kept = text[..<exponent].suffix(max(0, count))
    let zeros = kept.reversed().prefix { $0 == "0" }.count
    let shorter = text[..<exponent].dropLast(zeros) + text[exponent...]
    return NumberText(text: String(shorter), value: value)
  }

  /// How much one step of the last digit is.
  package var unit: Double {
    let parts = text.split(separator: "e")
    let mantissa = parts.first?.split(separator: ".") ?? []
    let decimals = mantissa.count > 1 ? mantissa[1].count : 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return glassbox_pow(10, Double(exponent - decimals))
  }

  private init(text: String, value: Double) {
    self.text = text
    self.value = value
  }

  private init(ascii: String) {
    let value = Double(ascii) ?? .nan
    let digits: String =
      switch ascii.drop(while: { $0 == "-" }) {
      case "inf": "∞"
      case "nan": "NaN"
      case let digits: String(digits)
      }
    // A rounded −0.00001 is a zero, and zero has no sign worth reading.
    self.init(text: (value < 0 ? "−" : "") + digits, value: value)
  }

  private static let usualDecimals = 4
  private static let usualSignificantDigits = 4
}
