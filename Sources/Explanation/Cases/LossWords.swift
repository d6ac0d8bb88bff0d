import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What is said of a loss: what each output adds to it, and how it pulls at that output.
///
/// All that an explanation says about one is in this file.
struct LossWords {
  /// An output with its target, as formulas need it.
  struct Output {
    let output: Double
    let target: Double
    /// The neuron, where loss and activation are fused: the engine then works from its sum.
    let fusedNeuron: TraceEvent.NeuronForward?
    /// What the targets of all outputs add up to.
    let targetTotal: Double

    /// How far it is off: output − target.
    var difference: Expression { .difference(.number(output), .number(target)) }

    /// How far, whichever way: the larger of the two less the smaller.
    var size: Expression {
      .difference(.number(max(output, target)), .number(min(output, target)))
    }
  }

  /// One sentence that says what the loss is.
  let introduction: String
  /// The ways to write what an output adds, the most readable first; none if the loss does not
  /// look at that output.
  ///
  /// Where loss and activation are fused, the engine works from the sum, which also holds where the
  /// output itself has been rounded to 0 or 1. The explanation prefers the output; the other way of
  /// writing it is kept for where the output no longer tells. What an output adds is the value of
  /// the last of them.
  let terms: (Output) -> [Expression]
  /// ∂loss/∂output, or ∂loss/∂sum where loss and activation are fused; of a mean, its numerator.
  let sensitivity: (Output) -> Expression
  /// Whether the sensitivity of a fused output depends on what all targets add up to.
  var weighsTargets = false
}

extension Loss {
  /// The expression itself for a sum; for a mean, divided by the number of outputs.
  func mean(_ expression: Expression, over count: Int) -> Expression {
    traits.isMean && count > 1 ? .quotient(expression, .constant(Double(count))) : expression
  }

  /// What is said of it.
  var words: LossWords {
    switch self {
    case .halfSquaredError: .halfSquaredError
    case .meanSquaredError: .meanSquaredError
    case .huber(let delta): .huber(delta: delta)
    case .meanAbsoluteError: .meanAbsoluteError
    case .binaryCrossEntropy: .binaryCrossEntropy
    case .categoricalCrossEntropy: .categoricalCrossEntropy
    }
  }
}

extension LossWords {
  fileprivate static var halfSquaredError: Self {
    Self(
      introduction: "Half the square of each difference, added up.",
      terms: { [.half(.square($0.difference))] }, sensitivity: { $0.difference })
  }

  fileprivate static var meanSquaredError: Self {
    Self(
      introduction: "The mean of the squares of the differences.",
      terms: { [.square($0.difference)] },
      sensitivity: { .product(.constant(2), $0.difference) })
  }

  fileprivate static func huber(delta: Double) -> Self {
    Self(
      introduction:
        "The mean of half the squares of the differences; beyond \(NumberText(exactly: delta).text) "
        + "a loss grows no faster than there.",
      terms: { output in
        guard abs(output.output - output.target) > delta else {
          return [.half(.square(output.difference))]
        }
        let beyond = Expression.difference(output.size, .half(.constant(delta)))
        return [delta == 1 ? beyond : .product(.constant(delta), beyond)]
      },
      sensitivity: { output in
        guard abs(output.output - output.target) > delta else { return output.difference }
        let sign = Expression.function(.sign, output.difference)
        return delta == 1 ? sign : .product(.constant(delta), sign)
      })
  }

  fileprivate static var meanAbsoluteError: Self {
    Self(
      introduction: "The mean of the differences, whichever way they go.",
      terms: { [$0.size] }, sensitivity: { .function(.sign, $0.difference) })
  }

  fileprivate static var binaryCrossEntropy: Self {
    Self(
      introduction:
        "The mean of −target × ln(output) − (1 − target) × ln(1 − output): being sure and wrong "
        + "costs most.",
      terms: { output in
        [binary(output.output, output.target)]
          + (output.fusedNeuron.map { [binary(sum: $0.sum, output.target)] } ?? [])
      },
      sensitivity: { output in
        let answer = Expression.number(output.output)
        let spread = Expression.product(answer, .difference(.constant(1), answer))
        return output.fusedNeuron == nil
          ? .quotient(output.difference, spread) : output.difference
      })
  }

  fileprivate static var categoricalCrossEntropy: Self {
    Self(
      introduction: "−target × ln(output), added up: only the outputs count that should be on.",
      terms: { output in
        guard output.target != 0 else { return [] }
        let fromOutput = Expression.negative(
          weighted(output.target, .ln(.number(output.output))))
        return [fromOutput]
          + (output.fusedNeuron.flatMap { share($0, output.target) }.map { [$0] } ?? [])
      },
      sensitivity: { output in
        if output.fusedNeuron == nil {
          return .quotient(.number(-output.target), .number(output.output))
        }
        if output.targetTotal == 1 { return output.difference }
        return .difference(
          .product(.number(output.output), .number(output.targetTotal)), .number(output.target))
      },
      weighsTargets: true)
  }

  /// −t × ln(y) − (1 − t) × ln(1 − y), without what a target of 0 or 1 leaves out.
  private static func binary(_ output: Double, _ target: Double) -> Expression {
    let on = Expression.ln(.number(output))
    let off = Expression.ln(.difference(.constant(1), .number(output)))
    if target == 1 { return .negative(on) }
    if target == 0 { return .negative(off) }
    return .sum([
      .negative(.product(.number(target), on)),
      .negative(.product(.difference(.constant(1), .number(target)), off)),
    ])
  }

  /// The same from the neuron's sum: max(s, 0) − s × t + ln(1 + e^(−|s|)).
  private static func binary(sum: Double, _ target: Double) -> Expression {
    .sum([
      .larger(.number(sum), .constant(0)),
      .negative(.product(.number(sum), .number(target))),
      .ln(.sum([.constant(1), .function(.exponential, .number(-abs(sum)))])),
    ])
  }

  /// −t × ln(share) from the neuron's sum: t × (largest + ln(total) − s).
  private static func share(_ neuron: TraceEvent.NeuronForward, _ target: Double) -> Expression? {
    neuron.softmax.map { shares in
      weighted(
        target,
        .difference(
          .sum([.number(shares.largest), .ln(.number(shares.total))]), .number(neuron.sum)))
    }
  }

  /// weight × expression, without a weight of 1.
  private static func weighted(_ weight: Double, _ expression: Expression) -> Expression {
    weight == 1 ? expression : .product(.number(weight), expression)
  }
}

extension Expression {
  fileprivate static func ln(_ expression: Expression) -> Expression {
    .function(.logarithm, expression)
  }
}

extension Expression.Function {
  /// 1 for numbers above 0, −1 for those below.
  fileprivate static let sign = Self(
    "sign",
    applied: { number in
      let sign: Double = number.value > 0 ? 1 : number.value < 0 ? -1 : 0
      return Approximation(sign, errorSoFar: abs(number.value) > number.error ? 0 : 2)
    })
}
