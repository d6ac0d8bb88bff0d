/// Writing expressions the way they are written on paper.
extension Expression {
  /// The text, with as few parentheses as leave no doubt.
  func text(_ digits: OperandDigits) -> String {
    switch self {
    case .number(let number): digits.text(of: number).text
    case .constant(let number): NumberText(exactly: number).text
    case .sum(let terms): Self.joined(terms.map { $0.text(digits) })
    case .difference(let left, let right):
      left.text(digits) + " − " + right.text(digits, asPartOf: .subtrahend)
    case .negative(let term): "−" + term.text(digits, asPartOf: .subtrahend)
    case .product(let left, let right):
      left.text(digits, asPartOf: .factor) + " × " + right.text(digits, asPartOf: .lastFactor)
    case .quotient(let left, let right):
      left.text(digits, asPartOf: .factor) + " ÷ " + right.text(digits, asPartOf: .lastFactor)
    case .half(let term): "½ " + term.text(digits, asPartOf: .lastFactor)
    case .square(let term): term.text(digits, asPartOf: .base) + "²"
    case .power(let base, let exponent): "\(NumberText(exactly: base).text)^\(exponent)"
    case .larger(let left, let right): "max(\(left.text(digits)), \(right.text(digits)))"
    case .function(let function, let term): "\(function.name)(\(term.text(digits)))"
    }
  }

  /// a + b, but a − b where b begins with a minus.
  private static func joined(_ terms: [String]) -> String {
    guard let first = terms.first else { return NumberText(0).text }
    return terms.dropFirst().reduce(into: first) { text, term in
      text += term.hasPrefix("−") ? " − " + term.dropFirst() : " + " + term
    }
  }

  /// Where an expression stands inside another one.
  private enum Place {
    case subtrahend, factor, lastFactor, base
  }

  private func text(_ digits: OperandDigits, asPartOf place: Place) -> String {
    let text = text(digits)
    return needsParentheses(place, beginsWithMinus: text.hasPrefix("−")) ? "(\(text))" : text
  }

  private func needsParentheses(_ place: Place, beginsWithMinus: Bool) -> Bool {
    switch self {
    case .number, .constant:
      // Nobody misreads 0.5 × −0.3; but 1 − −0.3 and −0.3² can be.
      beginsWithMinus && (place == .subtrahend || place == .base)
    case .sum(let terms): terms.count > 1 || beginsWithMinus
    case .difference: true
    case .negative: true
    case .product, .quotient, .half:
      switch place {
      case .subtrahend: beginsWithMinus
      case .factor: false
      case .lastFactor, .base: true
      }
    case .square: place == .base
    case .power: place == .base
    case .larger, .function: false
    }
  }
}
