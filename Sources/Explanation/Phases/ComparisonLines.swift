import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Where the backward pass begins: how much the loss changes if an output changes.
struct ComparisonLines {
  let loss: Loss
  let memory: StepMemory

  private var isFused: Bool { memory.comparisons.first?.isFused ?? false }
  private var words: LossWords { loss.words }

  var lines: [ExplanationLine] { fusion + targetTotal + memory.comparisons.map(line) }

  private var fusion: [ExplanationLine] {
    guard isFused, let first = memory.comparisons.first?.neuron else { return [] }
    let activation = memory.answers[first]?.activation.name ?? "activation"
    let perOutput = loss.traits.isMean && memory.comparisons.count > 1
    return [
      "Loss and \(activation) are computed together: the slope of \(activation) is already in it,",
      "and ∂loss/∂sum comes to output − target\(perOutput ? ", shared by all outputs" : "").",
    ].map { memory.remark(.backward, .comparison(of: first), $0) }
  }

  /// The total of the targets, where the loss weighs the outputs with it.
  private var targetTotal: [ExplanationLine] {
    let total = memory.targetTotal
    guard isFused, words.weighsTargets, total != 1, let first = memory.comparisons.first?.neuron
    else { return [] }
    let sum = Equation(
      .sum(memory.comparisons.map { .number($0.target) }), gives: total)
    return [
      memory.remark(
        .backward, .comparison(of: first), "total of the targets: \(sum.text)", stating: [sum])
    ]
  }

  /// Where the backward pass begins for one output.
  func line(_ output: TraceEvent.OutputSensitivity) -> ExplanationLine {
    let subject = LineSubject.comparison(of: output.neuron)
    let compared = memory.forLoss(output)
    guard isFused || !words.terms(compared).isEmpty else {
      return memory.words(
        .backward, subject,
        "sensitivity \(NumberText(output.sensitivity).text); its target is 0, so the loss does "
          + "not look at it",
        stating: [Equation("sensitivity", is: output.sensitivity)])
    }
    // An output has its share of a loss that is a mean.
    let formula = loss.mean(words.sensitivity(compared), over: memory.comparisons.count)
    return memory.line(
      .backward, subject,
      Equation(isFused ? "input sensitivity" : "sensitivity", formula, gives: output.sensitivity))
  }
}
