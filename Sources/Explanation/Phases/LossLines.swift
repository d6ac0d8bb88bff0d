import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The loss: what each output adds to it, and what it comes to.
struct LossLines {
  let event: TraceEvent.LossComputed
  let memory: StepMemory

  private var loss: Loss { event.loss }

  /// One sentence that says what the loss is.
  var introduction: [String] { [loss.words.introduction] }

  var lines: [ExplanationLine] { comparison + penalties }

  /// What each output adds, and what it comes to, without penalties.
  var comparison: [ExplanationLine] {
    guard !memory.comparisons.isEmpty else {
      let value = Equation(nil, is: event.value)
      return [
        memory.words(.loss, .loss, "\(value.text); the step stops here", stating: [value])
      ]
    }
    let terms = memory.comparisons.compactMap { LossTerm($0, of: loss, memory) }
    if terms.count == 1, let only = terms.first {
      return [
        memory.line(
          .loss, .loss, Equation(anyOf: only.expressions.map(mean), gives: event.value))
      ]
    }
    let list = Shortlist(terms, limit: memory.limit) { $0.value }
    let othersSum = list.sumOfOthers { $0.value }
    var lines = list.shown.map { term in
      memory.line(
        .loss, .neuron(term.output), Equation(anyOf: term.expressions, gives: term.value)
      ).asPart
    }
    if !list.others.isEmpty {
      let others = LineSubject.otherOutputs(count: list.others.count)
      lines.append(memory.line(.loss, others, sumOf: "terms", is: othersSum))
    }
    let sum = Expression.sum(list.terms({ .number($0.value) }, othersSum: othersSum))
    return lines + [memory.line(.loss, .loss, Equation(mean(sum), gives: event.value))]
  }

  /// What large weights add to the loss, where they do.
  private var penalties: [ExplanationLine] {
    guard !memory.penalties.isEmpty else { return [] }
    let total = memory.penalties.reduce(0) { $0 + $1.value }
    let terms = [.number(event.value)] + memory.penalties.map { Expression.number($0.value) }
    let both = Equation(.sum(terms), gives: event.value + total)
    return wordsAboutPenalties.map { memory.remark(.loss, .loss, $0) }
      + memory.penalties.map { Self.penalty($0, memory) }
      + [memory.remark(.loss, .loss, "loss and penalties: \(both.text)", stating: [both])]
  }

  private var wordsAboutPenalties: [String] {
    [
      "The penalty: large weights cost something too, l1 × the sum of their sizes |w|, and l2 × half",
      "the sum of their squares. In the update each one's gradient gets l1 × its sign and l2 × it.",
    ]
      + (memory.penalties.contains { $0.penalty.zeroStays }
        ? [
          "Where 0 stays, l1 is a pull of its own instead: once a weight has moved, it loses rate × l1",
          "of its size, and one that gets to 0 stays there.",
        ] : [])
  }

  /// What the weights of one layer cost.
  static func penalty(
    _ event: TraceEvent.PenaltyComputed, _ memory: StepMemory
  ) -> ExplanationLine {
    let (l1, l2) = (event.penalty.l1, event.penalty.l2)
    var terms: [Expression] = []
    if l1 != 0 { terms.append(.product(.constant(l1), .number(event.sizes))) }
    if l2 != 0 { terms.append(.product(.constant(l2), .half(.number(event.squares)))) }
    return memory.line(
      .loss, .layer(event.layer), Equation("penalty", .sum(terms), gives: event.value))
  }

  /// The mean over the outputs, for losses that are one.
  private func mean(_ sum: Expression) -> Expression {
    loss.mean(sum, over: memory.comparisons.count)
  }
}

/// What one output adds to the loss.
private struct LossTerm {
  let output: NeuronName
  /// The ways to write it, the most readable first.
  let expressions: [Expression]

  /// What it comes to, as the engine computes it.
  var value: Double { expressions.last?.value ?? 0 }

  /// The term of an output; nil if the loss does not look at that output.
  init?(_ event: TraceEvent.OutputSensitivity, of loss: Loss, _ memory: StepMemory) {
    output = event.neuron
    expressions = loss.words.terms(memory.forLoss(event))
    guard !expressions.isEmpty else { return nil }
  }
}
