/// An expression and what it came to, written so that the text is true by itself.
///
/// Rounded operands do not always give the rounded result: 0.35 × 0.35 is 0.12, but 0.3 × 0.3 is
/// not 0.1. So the result gets its usual digits, and the operands as many as it takes until
/// whoever works out the printed text arrives at exactly the printed result.
package struct Equation {
  /// Ways to write it, the most readable first; the others are for numbers where it fails.
  let expressions: [Expression]
  /// The engine's number.
  package let result: Double

  package init(_ expressions: Expression..., gives result: Double) {
    self.init(anyOf: expressions, gives: result)
  }

  init(anyOf expressions: [Expression], gives result: Double) {
    self.expressions = expressions
    self.result = result
  }

  /// The equation: `0.7311 × −0.5210 = −0.3809`.
  package var text: String {
    for shown in resultTexts {
      for expression in expressions {
        if let digits = Self.operandDigits.first(where: { holds(expression, $0, shown) }) {
          return "\(expression.text(digits)) = \(shown.text)"
        }
      }
    }
    return inFull
  }

  /// The result with its usual digits.
  ///
  /// Then, because it may lie just between two roundings, with one or two more; then, because terms
  /// may have cancelled to rounding dust, with fewer.
  private var resultTexts: [NumberText] {
    [0, 1, 2, -1, -2, -3].map { NumberText(result, extraDigits: $0) }
      + [NumberText(result, decimals: 4)]
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

  /// With all digits, it is what the processor did, rounding by rounding.
  private var inFull: String {
    guard let expression = expressions.last else { return NumberText(result).text }
    return "\(expression.text(.all)) = \(NumberText(result).text)"
  }
}
