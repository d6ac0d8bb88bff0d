/// A number that was computed, with a bound for how far rounding may have moved it.
///
/// Two people who work out the same printed expression with a computer, but in another order or
/// with another library, may differ in the last bits. An equation is only printed if that cannot
/// change a digit of its result, so the error is carried along: first-order bounds as in Higham,
/// "Accuracy and stability of numerical algorithms" (2002), a little generous.
struct Approximation {
  /// The number.
  let value: Double
  /// How far the true one may be from it.
  let error: Double

  /// A number with the error that it had before, and that of one more rounding.
  init(_ value: Double, errorSoFar: Double = 0) {
    self.value = value
    let rounding = value.isFinite ? abs(value) * Self.relativeRounding : 0
    self.error = errorSoFar + rounding + Double.leastNonzeroMagnitude
  }

  /// The value of a function of this number, given how steep the function is there.
  func through(_ function: (Double) -> Double, slope: (_ output: Double) -> Double) -> Self {
    let output = function(value)
    return Self(output, errorSoFar: error == 0 ? 0 : abs(slope(output)) * error)
  }

  /// Its square root; near 0 the root is so steep that only the root of the error bounds it.
  var squareRoot: Self {
    let root = value.squareRoot()
    return Self(root, errorSoFar: min(error / root, error.squareRoot()))
  }

  static func * (left: Self, right: Self) -> Self {
    Self(
      left.value * right.value,
      errorSoFar: abs(left.value) * right.error + abs(right.value) * left.error)
  }

  static func / (left: Self, right: Self) -> Self {
    let quotient = left.value / right.value
    return Self(
      quotient, errorSoFar: (left.error + abs(quotient) * right.error) / abs(right.value))
  }

  /// The sum of many, with a bound that holds for any order of adding.
  static func sum(_ terms: [Self]) -> Self {
    let value = terms.dropFirst().reduce(terms.first?.value ?? 0) { $0 + $1.value }
    let size = terms.reduce(0) { $0 + abs($1.value) }
    let roundings = Double(terms.count) * relativeRounding * (size.isFinite ? size : 0)
    return Self(value, errorSoFar: terms.reduce(roundings) { $0 + $1.error })
  }

  /// Four half steps of the last bit: arithmetic needs one, a library's functions up to two.
  private static let relativeRounding = 0x1p-51
}
