/// A number in double precision with a bound for how far single precision may be from it.
///
/// Every operation hands on the errors of what it is given and adds what its own result is rounded
/// by: half a unit in the last place, u = 2⁻²⁴ of the result, or 2⁻¹²⁶ where that is taken for 0
/// ("running error analysis"; Higham, "Accuracy and stability of numerical algorithms", 2nd edition
/// 2002, section 3.3). No bound is measured, none is guessed.
struct RoundedNumber {
  let value: Double
  let error: Double

  /// Half a unit in the last place of 1.
  static let unit = 0x1p-24
  /// The smallest number that is not taken for 0.
  static let smallest = 0x1p-126

  /// A number with a bound that is known.
  init(_ value: Double, error: Double) {
    self.value = value
    self.error = error
  }

  /// A number that single precision holds as it is.
  init(exact value: Double) { self.init(value, error: 0) }

  /// A number in double precision that is rounded to single precision once.
  init(rounding value: Double) { self.init(rounded: value, inherited: 0) }

  /// What an operation makes of errors that it is given.
  private init(rounded value: Double, inherited: Double) {
    self.init(
      value, error: inherited + Self.unit * (abs(value) + inherited) + Self.smallest)
  }

  static func + (left: Self, right: Self) -> Self {
    Self(rounded: left.value + right.value, inherited: left.error + right.error)
  }

  static func - (left: Self, right: Self) -> Self {
    Self(rounded: left.value - right.value, inherited: left.error + right.error)
  }

  static func * (left: Self, right: Self) -> Self {
    Self(
      rounded: left.value * right.value,
      inherited: abs(left.value) * right.error + abs(right.value) * left.error
        + left.error * right.error)
  }

  /// The quotient by a positive number of which it is known that single precision has at least so
  /// much there.
  func divided(by divisor: Self, ofAtLeast floor: Double) -> Self {
    let quotient = value / divisor.value
    let least = max(divisor.value - divisor.error, floor)
    return Self(
      rounded: quotient, inherited: (error + abs(quotient) * divisor.error) / least)
  }

  /// The root of a number that is not negative.
  var squareRoot: Self {
    let root = value.squareRoot()
    let lowest = max(0, value - error).squareRoot()
    let below = root - lowest
    let above = error == 0 ? 0 : (value + error).squareRoot() - root
    return Self(rounded: root, inherited: max(below, above))
  }
}
