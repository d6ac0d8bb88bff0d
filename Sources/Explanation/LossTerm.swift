import NetworkDescription
import NeuronGraph

/// What one output adds to the loss.
///
/// Where loss and activation are fused, the engine works from the sum, which also holds
/// where the output itself has been rounded to 0 or 1. The explanation prefers the output; the
/// other way of writing it is kept for where the output no longer tells.
struct LossTerm {
  /// The output's label.
  let label: String
  /// The ways to write it, the most readable first.
  let expressions: [Expression]

  /// What it comes to, as the engine computes it.
  var value: Double { expressions.last?.value ?? 0 }

  /// The term of an output; nil if the loss does not look at that output.
  init?(_ output: StepMemory.Compared, of loss: Loss, _ memory: StepMemory) {
    label = memory.labels[output.neuron]
    let neuron = output.isFused ? memory.activated[output.neuron] : nil
    let target = output.target
    switch loss {
    case .halfSquaredError:
      expressions = [.half(.square(output.difference))]
    case .meanSquaredError:
      expressions = [.square(output.difference)]
    case .binaryCrossEntropy:
      expressions =
        [Self.binary(output.output, target)]
        + (neuron.map { [Self.binary(sum: $0.sum, target)] } ?? [])
    case .categoricalCrossEntropy:
      guard target != 0 else { return nil }
      let fromOutput = Expression.negative(Self.weighted(target, .ln(.number(output.output))))
      expressions =
        [fromOutput] + (neuron.flatMap { Self.share($0, target) }.map { [$0] } ?? [])
    }
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
  private static func share(_ neuron: StepMemory.Activated, _ target: Double) -> Expression? {
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

extension StepMemory.Compared {
  /// How far it is off: output − target.
  var difference: Expression { .difference(.number(output), .number(target)) }
}

extension Expression {
  fileprivate static func ln(_ expression: Expression) -> Expression {
    .function(.logarithm, expression)
  }
}
