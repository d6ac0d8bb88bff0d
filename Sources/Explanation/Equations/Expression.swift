import CMath

/// The right side of an equation: arithmetic that can be written with more or fewer digits.
public indirect enum Expression: Hashable, Sendable {
  /// A number of the network, rounded when written.
  case number(Double)
  /// A number that is part of the formula, always written in full: the 1 of 1 − output, a rate.
  case constant(Double)
  /// Terms that are added up.
  case sum([Expression])
  /// What is left after taking the second from the first.
  case difference(Expression, Expression)
  /// The opposite of a term: −x.
  case negative(Expression)
  /// Two factors.
  case product(Expression, Expression)
  /// The first divided by the second.
  case quotient(Expression, Expression)
  /// Half of it: ½ x.
  case half(Expression)
  /// Its square: x².
  case square(Expression)
  /// The larger of two.
  case larger(Expression, Expression)
  /// A number multiplied with itself so many times: 0.9^3.
  case power(Double, Int)
  /// A function of it.
  case function(Function, Expression)
}

/// How the numbers of an expression are written.
enum OperandDigits {
  /// By the rule of ``NumberText``, and so many digits more.
  case rounded(extraDigits: Int)
  /// With all digits that a Double has.
  case all

  func text(of number: Double) -> NumberText {
    switch self {
    case .rounded(let extra): NumberText(number, extraDigits: extra).withoutZeros(atMost: extra)
    case .all: NumberText(exactly: number)
    }
  }
}

extension Expression {
  /// What it comes to with all digits.
  var value: Double { approximation(.all).value }

  /// What it comes to for somebody who only has the text.
  func approximation(_ digits: OperandDigits) -> Approximation {
    switch self {
    case .number(let number): Approximation(digits.text(of: number).value)
    case .constant(let number): Approximation(number)
    case .sum(let terms): .sum(terms.map { $0.approximation(digits) })
    case .difference(let left, let right):
      .sum([left.approximation(digits), Self.negative(right).approximation(digits)])
    case .negative(let term): Approximation(-1) * term.approximation(digits)
    case .product(let left, let right):
      left.approximation(digits) * right.approximation(digits)
    case .quotient(let left, let right):
      left.approximation(digits) / right.approximation(digits)
    case .half(let term): Approximation(0.5) * term.approximation(digits)
    case .square(let term): Self.product(term, term).approximation(digits)
    case .power(let base, let exponent):
      Approximation(glassbox_pow(base, Double(exponent)))
    case .larger(let left, let right):
      Self.larger(left.approximation(digits), right.approximation(digits))
    case .function(let function, let term):
      function.applied(term.approximation(digits))
    }
  }

  private static func larger(_ left: Approximation, _ right: Approximation) -> Approximation {
    Approximation(max(left.value, right.value), errorSoFar: max(left.error, right.error))
  }
}
