import NetworkDescription

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is said of an activation: its formula, its slope, and what it makes of a sum in words.
///
/// All that an explanation, a debugger or a quiz says about one is in this file.
package struct ActivationWords: Sendable {
  /// Why a slope is what it is.
  enum SlopeReason {
    /// It is computed from the sum or the output.
    case equation(Expression)
    /// It is a number that needs no arithmetic: `its sum 0.5000 being above 0`.
    case words(String)
  }

  /// The end of a sentence that begins with `hidden 2 adds up its bias and …`.
  package let answer: String
  /// How the output follows from the sum: `sigmoid(−0.0608) = 0.4848`.
  package let equation: @Sendable (_ sum: Double, _ output: Double) -> Equation
  /// How the slope follows from the sum or the output.
  let slope: @Sendable (_ sum: Double, _ output: Double) -> SlopeReason
  /// What a quiz can ask about it; nil if one would have to guess.
  package private(set) var question: ActivationQuestion? = nil
}

/// What a quiz asks of a neuron that answers.
package struct ActivationQuestion: Sendable {
  /// What is wanted.
  package enum Wanted: Sendable {
    /// The output itself.
    case output
    /// Whether the output is above ½ or below.
    case sideOfHalf
  }

  package let wanted: Wanted
  /// The question in words.
  package let prompt: String
  package let hint: String
  /// Whether there is something to find out for such a sum and output.
  package let isWorthAsking: @Sendable (_ sum: Double, _ output: Double) -> Bool
}

extension Activation {
  /// What is said of it.
  package var words: ActivationWords {
    switch self {
    case .identity: .identity
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .relu: .relu
    case .leakyRelu(let slope): .leakyRelu(slope: slope)
    case .softmax: .softmax
    }
  }
}

extension ActivationWords {
  fileprivate static var identity: Self {
    Self(
      answer: "answers with that sum",
      equation: { Equation(.function(.unchanged("identity"), .number($0)), gives: $1) },
      slope: { _, _ in .words("its output being its sum") })
  }

  fileprivate static var sigmoid: Self {
    Self(
      answer: "answers with a number between 0 and 1: its sigmoid",
      equation: { Equation(.function(.sigmoid, .number($0)), gives: $1) },
      slope: { _, output in
        .equation(.product(.number(output), .difference(.constant(1), .number(output))))
      },
      question: ActivationQuestion(
        wanted: .sideOfHalf, prompt: "Is the output above ½ (+) or below (−)?",
        hint: "A sigmoid answers ½ to a sum of 0, and more to a larger sum.",
        isWorthAsking: { sum, output in sum != 0 && output != 0.5 }))
  }

  fileprivate static var tanh: Self {
    Self(
      answer: "answers with a number between −1 and 1: its tanh",
      equation: { Equation(.function(.hyperbolicTangent, .number($0)), gives: $1) },
      slope: { _, output in .equation(.difference(.constant(1), .square(.number(output)))) },
      question: ActivationQuestion(
        wanted: .output, prompt: "What is the output, about?",
        hint: "tanh(x) = (e^x − e^−x) ÷ (e^x + e^−x); for small x it is nearly x.",
        // For small sums it is nearly the sum, and can be guessed.
        isWorthAsking: { sum, _ in sum != 0 && abs(sum) < 0.9 }))
  }

  fileprivate static var relu: Self {
    Self(
      answer: "answers with that if it is above 0, and else with 0",
      equation: { Equation(.function(.relu, .number($0)), gives: $1) },
      slope: { sum, _ in sideOfZero(sum) },
      question: ActivationQuestion(
        wanted: .output, prompt: "What is the output?",
        hint: "A relu lets a positive sum through, and answers 0 to any other.",
        isWorthAsking: { _, _ in true }))
  }

  fileprivate static func leakyRelu(slope: Double) -> Self {
    Self(
      answer: "answers with that if it is above 0, and else with a little of it",
      equation: { sum, output in
        sum > 0
          ? Equation(.function(.unchanged("leaky relu"), .number(sum)), gives: output)
          : Equation("leaky relu", .product(.constant(slope), .number(sum)), gives: output)
      },
      slope: { sum, _ in sideOfZero(sum) })
  }

  /// A softmax's neurons share one whole; how, is told for all of them together.
  fileprivate static var softmax: Self {
    Self(
      answer: "answers with its share of the whole: its softmax",
      equation: { Equation(.function(.unchanged("identity"), .number($0)), gives: $1) },
      slope: { _, _ in .words("its output being its sum") })
  }

  /// The reason for a slope that only depends on which side of 0 the sum is.
  private static func sideOfZero(_ sum: Double) -> SlopeReason {
    .words("its sum \(NumberText(sum).text) being \(sum > 0 ? "above 0" : "not above 0")")
  }
}

extension Expression.Function {
  fileprivate static let sigmoid = Self(
    "sigmoid", value: { 1 / (1 + exp(-$0)) }, slope: { _, output in output * (1 - output) })
  fileprivate static let hyperbolicTangent = Self(
    "tanh", value: { tanh($0) }, slope: { _, output in 1 - output * output })
  fileprivate static let relu = Self(
    "relu", value: { $0 > 0 || $0.isNaN ? $0 : 0 }, slope: { _, _ in 1 })
}
