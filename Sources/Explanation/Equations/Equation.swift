/// An expression and what it came to, written so that the text is true by itself.
///
/// Rounded operands do not always give the rounded result: 0.35 × 0.35 is 0.12, but 0.3 × 0.3 is
/// not 0.1. So the result gets its usual digits, and the operands as many as it takes until
/// whoever works out the printed text arrives at exactly the printed result.
public struct Equation: Hashable, Sendable {
  /// What it is about, if that is written before it: `slope` in `slope = 0.2 × 0.8 = 0.16`.
  public let quantity: String?
  /// Ways to write it, the most readable first; the others are for numbers where it fails.
  ///
  /// None for a number that was not computed from others.
  public let expressions: [Expression]
  /// The engine's number.
  public let result: Double

  /// Makes an equation of a quantity, which may be left out.
  package init(_ quantity: String?, _ expression: Expression, gives result: Double) {
    self.init(quantity, anyOf: [expression], gives: result)
  }

  /// Makes an equation whose line says what it is about.
  package init(_ expression: Expression, gives result: Double) {
    self.init(nil, anyOf: [expression], gives: result)
  }

  /// Makes an equation that can be written in several ways.
  init(_ quantity: String? = nil, anyOf expressions: [Expression], gives result: Double) {
    (self.quantity, self.expressions, self.result) = (quantity, expressions, result)
  }

  /// A quantity that was not computed from others: `slope = 1.0000`.
  init(_ quantity: String?, is number: Double) {
    self.init(quantity, anyOf: [], gives: number)
  }

  /// The equation: `contribution = 0.7311 × −0.5210 = −0.3809`.
  public var text: String {
    let sides = sides
    return [quantity, sides.left, sides.right].compactMap { $0 }.joined(separator: " = ")
  }

  /// The expression and its result, with as many digits as it takes.
  public var sides: (left: String?, right: String) {
    for shown in resultTexts {
      for expression in expressions {
        if let digits = Self.operandDigits.first(where: { holds(expression, $0, shown) }) {
          return (expression.text(digits), shown.text)
        }
      }
    }
    // With all digits, it is what the processor did, rounding by rounding.
    return (expressions.last?.text(.all), NumberText(result).text)
  }

  /// The result with its usual digits.
  ///
  /// Then, because it may lie just between two roundings, with one or two more; then, because terms
  /// may have cancelled to rounding dust, with fewer.
  private var resultTexts: some Sequence<NumberText> {
    let extraDigits: [Int?] = [0, 1, 2, -1, -2, -3, nil]
    return extraDigits.lazy.map { extra in
      extra.map { NumberText(result, extraDigits: $0) } ?? NumberText(result, decimals: 4)
    }
  }

  private static let operandDigits: [OperandDigits] =
    (0...12).map { .rounded(extraDigits: $0) } + [.all]

  /// Whether everybody who works out the written expression gets the written result.
  private func holds(
    _ expression: Expression, _ digits: OperandDigits, _ shown: NumberText
  ) -> Bool {
    let found = expression.approximation(digits)
    guard result.isFinite else {
      return found.value == result || (found.value.isNaN && result.isNaN)
    }
    let isSmaller = abs(found.value) < abs(shown.value)
    let unit = isSmaller ? shown.unitTowardsZero : shown.unit
    let mostOff = 0.5 * unit * (1 - 1e-9)
    return abs(found.value - shown.value) + found.error < mostOff
  }
}
