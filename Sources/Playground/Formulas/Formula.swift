import CMath

/// A formula of x and y, such as `sin(x) * y^2`.
///
/// ```swift
/// let formula = try Formula("x^2 + y")
/// formula.value(x: 2, y: 1)  // 5
/// ```
public struct Formula: Hashable, Sendable {
  /// As it was typed.
  public let text: String
  let term: Term

  /// What a formula is made of.
  indirect enum Term: Hashable, Sendable {
    case number(Double)
    case x
    case y
    case negative(Term)
    case binary(Operator, Term, Term)
    case function(Function, Term)
  }

  /// What stands between two terms.
  enum Operator: Hashable, Sendable {
    case plus, minus, times, dividedBy, toThePowerOf
  }

  /// What can stand before a parenthesis.
  enum Function: String, CaseIterable, Hashable, Sendable {
    case sin, cos, tanh, exp, log, sqrt, abs
  }

  /// Reads a formula.
  ///
  /// - Throws: ``PlaygroundError/badFormula(text:position:expected:)`` that says where it stops to
  ///   make sense.
  public init(_ text: String) throws(PlaygroundError) {
    var parser = FormulaParser(text)
    self.text = text
    term = try parser.whole()
  }

  /// The value at a point; infinite or not a number where there is none.
  public func value(x: Double, y: Double) -> Double { term.value(x, y) }

  /// The value at a point.
  ///
  /// - Throws: ``PlaygroundError/noValue(formula:x:y:value:)`` where there is no finite one, as
  ///   after a division by 0.
  public func finiteValue(x: Double, y: Double) throws(PlaygroundError) -> Double {
    let value = value(x: x, y: y)
    guard value.isFinite else { throw .noValue(formula: text, x: x, y: y, value: value) }
    return value
  }
}

extension Formula.Term {
  func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .number(let number): number
    case .x: x
    case .y: y
    case .negative(let term): -term.value(x, y)
    case .binary(let kind, let left, let right): kind.result(left.value(x, y), right.value(x, y))
    case .function(let function, let term): function.result(term.value(x, y))
    }
  }
}

extension Formula.Operator {
  func result(_ left: Double, _ right: Double) -> Double {
    switch self {
    case .plus: left + right
    case .minus: left - right
    case .times: left * right
    case .dividedBy: left / right
    // A square is a product, exactly as the toy sets' features have it.
    case .toThePowerOf: right == 2 ? left * left : glassbox_pow(left, right)
    }
  }
}

extension Formula.Function {
  func result(_ value: Double) -> Double {
    switch self {
    case .sin: glassbox_sin(value)
    case .cos: glassbox_cos(value)
    case .tanh: glassbox_tanh(value)
    case .exp: glassbox_exp(value)
    case .log: glassbox_log(value)
    case .sqrt: value.squareRoot()
    case .abs: Swift.abs(value)
    }
  }
}
