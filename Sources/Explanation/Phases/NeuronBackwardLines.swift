import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One neuron going backward: the sensitivities pushed to it, its slope, and their product.
struct NeuronBackwardLines {
  let event: TraceEvent.NeuronBackward
  let memory: StepMemory

  private var subject: LineSubject { .neuron(event.neuron) }
  private var output: TraceEvent.OutputSensitivity? {
    memory.comparisons.last { $0.neuron == event.neuron }
  }

  /// The lines; none for an output that is fused with the loss: its comparison has said it all.
  var lines: [ExplanationLine] {
    if let output, output.isFused { return [] }
    return pushed + inputSensitivity
  }

  /// What was pushed to it, added up.
  private var pushed: [ExplanationLine] {
    let parts = memory.sensitivities[event.neuron] ?? []
    guard parts.count > 1 else {
      let pushed = memory.line(
        .backward, subject, Equation("sensitivity", is: event.sensitivity))
      return output == nil ? [pushed] : []
    }
    let list = Shortlist(parts, limit: memory.limit) { $0 }
    let othersSum = list.sumOfOthers { $0 }
    let terms = list.terms({ .number($0) }, othersSum: othersSum)
    let sum = memory.line(
      .backward, subject, Equation("sensitivity", .sum(terms), gives: event.sensitivity))
    guard !list.others.isEmpty else { return [sum] }
    let others = LineSubject.otherLinksBack(count: list.others.count, to: event.neuron)
    return [memory.line(.backward, others, sumOf: "pushed back", is: othersSum), sum]
  }

  private var inputSensitivity: [ExplanationLine] {
    let (slope, sensitivity) = (
      Expression.number(event.slope), Expression.number(event.sensitivity)
    )
    let product =
      event.common.map { .product(slope, .difference(sensitivity, .number($0))) }
      ?? Expression.product(sensitivity, slope)
    let line = memory.line(
      .backward, subject, Equation("input sensitivity", product, gives: event.inputSensitivity))
    return (event.common == nil ? slopeLines : []) + [line]
  }

  /// How the slope follows from the sum or the output.
  private var slopeLines: [ExplanationLine] {
    guard let answer = memory.answers[event.neuron] else { return [] }
    switch answer.activation.words.slope(answer.sum, answer.output) {
    case .equation(let expression):
      return [memory.line(.backward, subject, Equation("slope", expression, gives: event.slope))]
    case .words(let reason):
      return [
        memory.words(
          .backward, subject, "slope \(NumberText(event.slope).text), \(reason)",
          stating: [Equation("slope", is: event.slope)])
      ]
    }
  }
}
