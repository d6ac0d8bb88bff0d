import NetworkDescription
import NeuronGraph

/// The loss in words: what each output adds to it, and what it comes to.
package struct LossText {
  let loss: Loss
  let value: Double
  let memory: StepMemory

  package init(loss: Loss, value: Double, memory: StepMemory) {
    self.loss = loss
    self.value = value
    self.memory = memory
  }

  package static let heading = "Loss: how far the outputs are from their targets, as one number"

  var lines: [String] { answerLines + penaltyLines }

  /// What large weights add to the loss, where they do.
  private var penaltyLines: [String] {
    guard !memory.penalties.isEmpty else { return [] }
    let total = memory.penalties.reduce(0) { $0 + $1.value }
    let terms = [.number(value)] + memory.penalties.map { Expression.number($0.value) }
    let equation = Equation(.sum(terms), gives: value + total)
    return PenaltyText.introduction + memory.penalties.map(\.line)
      + ["loss and penalties: \(equation.text)"]
  }

  /// What each output adds, and what it comes to, without penalties.
  package var answerLines: [String] {
    guard !memory.compared.isEmpty else {
      return ["loss: \(NumberText(value).text); the step stops here"]
    }
    let terms = memory.compared.compactMap { LossTerm($0, of: loss, memory) }
    if terms.count == 1, let only = terms.first {
      return ["loss: \(Equation(anyOf: only.expressions.map(mean), gives: value).text)"]
    }
    let list = Shortlist(terms, limit: memory.limit) { $0.value }
    let othersSum = list.sumOfOthers { $0.value }
    var lines = list.shown.map { term in
      "  \(term.label): \(Equation(anyOf: term.expressions, gives: term.value).text)"
    }
    if !list.others.isEmpty {
      let count = Counted(list.others.count, "other output")
      lines.append("  \(count): sum of terms = \(NumberText(othersSum).text)")
    }
    let sum = Expression.sum(list.terms({ .number($0.value) }, othersSum: othersSum))
    return lines + ["loss: \(Equation(mean(sum), gives: value).text)"]
  }

  /// One sentence that says what the loss is.
  var introduction: [String] { [loss.words.introduction] }

  /// The mean over the outputs, for losses that are one.
  private func mean(_ sum: Expression) -> Expression {
    loss.mean(sum, over: memory.compared.count)
  }
}

/// What one output adds to the loss.
private struct LossTerm {
  /// The output's label.
  let label: String
  /// The ways to write it, the most readable first.
  let expressions: [Expression]

  /// What it comes to, as the engine computes it.
  var value: Double { expressions.last?.value ?? 0 }

  /// The term of an output; nil if the loss does not look at that output.
  init?(_ output: StepMemory.Compared, of loss: Loss, _ memory: StepMemory) {
    label = memory.labels[output.neuron]
    expressions = loss.words.terms(memory.forLoss(output))
    guard !expressions.isEmpty else { return nil }
  }
}
