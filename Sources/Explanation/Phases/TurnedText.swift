import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One neuron turning back: the sensitivities pushed to it, its slope, and their product.
package struct TurnedText {
  let event: TraceEvent.NeuronBackward
  let memory: StepMemory

  package init(event: TraceEvent.NeuronBackward, memory: StepMemory) {
    self.event = event
    self.memory = memory
  }

  private var neuron: NeuronName { event.neuron }
  private var sensitivity: Double { event.sensitivity }
  private var slope: Double { event.slope }
  private var inputSensitivity: Double { event.inputSensitivity }
  private var label: String { memory.labels[neuron] }
  private var output: StepMemory.Compared? { memory.compared.last { $0.neuron == neuron } }

  package var lines: [String] {
    // Fused with the loss, the line of the comparison has said it all.
    if let output, output.isFused { return [] }
    return pushedLines + turningLines
  }

  /// What was pushed to it, added up.
  private var pushedLines: [String] {
    let parts = memory.sensitivities[neuron] ?? []
    if parts.count < 2 {
      return output == nil ? ["\(label): sensitivity = \(NumberText(sensitivity).text)"] : []
    }
    let list = Shortlist(parts, limit: memory.limit) { $0 }
    let othersSum = list.sumOfOthers { $0 }
    let sum = Expression.sum(list.terms(Expression.number, othersSum: othersSum))
    let line = "\(label): sensitivity = \(Equation(sum, gives: sensitivity).text)"
    guard !list.others.isEmpty else { return [line] }
    let count = Counted(list.others.count, "other link")
    let others = "  \(count) from \(label): sum of pushed back = \(NumberText(othersSum).text)"
    return [others, line]
  }

  private var turningLines: [String] {
    if let common = event.common {
      let equation = Equation(
        .product(.number(slope), .difference(.number(sensitivity), .number(common))),
        gives: inputSensitivity)
      return ["\(label): input sensitivity = \(equation.text)"]
    }
    let equation = Equation(.product(.number(sensitivity), .number(slope)), gives: inputSensitivity)
    return [slopeLine, "\(label): input sensitivity = \(equation.text)"].compactMap { $0 }
  }

  /// How the slope follows from the sum or the output.
  private var slopeLine: String? {
    guard let activated = memory.activated[neuron] else { return nil }
    switch activated.activation.words.slope(activated.sum, activated.output) {
    case .equation(let expression):
      return "\(label): \(Equation("slope", expression, gives: slope).text)"
    case .words(let reason): return "\(label): slope \(NumberText(slope).text), \(reason)"
    }
  }
}
