import CMath

extension Expression {
  /// A function of one number, with the name that it is written by.
  ///
  /// Those of activations stand with the words about them.
  public struct Function: Sendable {
    /// The name before the parenthesis: `ln` in `ln(0.5)`.
    public let name: String
    /// What becomes of a number, and of the bound for its error.
    let applied: @Sendable (Approximation) -> Approximation

    /// Makes a function.
    ///
    /// - Parameters:
    ///   - value: Its value for a number.
    ///   - slope: How steep it is there, from the number and the value.
    init(
      _ name: String, value: @escaping @Sendable (Double) -> Double,
      slope: @escaping @Sendable (_ input: Double, _ output: Double) -> Double
    ) {
      self.name = name
      applied = { number in
        number.through(value, slope: { slope(number.value, $0) })
      }
    }

    /// Makes a function that carries errors along by a rule of its own.
    init(_ name: String, applied: @escaping @Sendable (Approximation) -> Approximation) {
      (self.name, self.applied) = (name, applied)
    }
  }
}

extension Expression.Function: Hashable {
  /// Functions are told apart by their names.
  public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Expression.Function {
  static let logarithm = Self("ln", value: { glassbox_log($0) }, slope: { input, _ in 1 / input })
  static let exponential = Self("e^", value: { glassbox_exp($0) }, slope: { _, output in output })
  static let squareRoot = Self("√", applied: { $0.squareRoot })

  /// A function that changes nothing.
  static func unchanged(_ name: String) -> Self { Self(name, applied: { $0 }) }
}
