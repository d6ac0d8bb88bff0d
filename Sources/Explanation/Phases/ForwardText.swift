import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Forward in words: what each link brings, what each neuron makes of it.
package struct ForwardText {
  private var inputs: [TraceEvent.InputTaken] = []
  /// The links to neurons that have not answered yet: those of a softmax wait for each other.
  private var waiting: [NeuronName: [TraceEvent.LinkForward]] = [:]
  var softmaxGroup: [StepMemory.Activated] = []

  package static let heading = "Forward: from the inputs to the outputs"
  static let introduction = [
    "Each link brings its source's output × its weight.",
    "Each neuron adds up its bias and what its links bring, and answers with the activation of that.",
  ]

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: inout StepMemory) -> [String] {
    switch event {
    case .input(let event):
      inputs.append(event)
      return []
    case .linkForward(let event):
      waiting[event.link.to, default: []].append(event)
      return flushInputs(memory) + flushSoftmaxGroup(&memory)
    case .neuronForward(let event):
      guard let activated = memory.activated[event.neuron] else { return [] }
      return flushInputs(memory) + lines(for: activated, &memory)
    default:
      return []
    }
  }

  /// The lines of what was still waiting.
  mutating func flush(_ memory: inout StepMemory) -> [String] {
    flushInputs(memory) + flushSoftmaxGroup(&memory)
  }

  private mutating func flushInputs(_ memory: StepMemory) -> [String] {
    defer { inputs = [] }
    let list = Shortlist(inputs, limit: memory.limit) { $0.output }
    let lines = list.shown.map { "\(memory.labels[$0.neuron]): \(NumberText($0.output).text)" }
    guard !list.others.isEmpty else { return lines }
    let count = Counted(list.others.count, "other input")
    let sum = NumberText(list.sumOfOthers { $0.output }).text
    return lines + ["\(count): \(list.others.count { $0.output != 0 }) not zero, sum = \(sum)"]
  }

  private mutating func lines(
    for neuron: StepMemory.Activated, _ memory: inout StepMemory
  ) -> [String] {
    guard neuron.softmax != nil else {
      return flushSoftmaxGroup(&memory) + sumLines(neuron, memory)
        + ["\(memory.labels[neuron.neuron]): \(Self.activation(neuron))"]
    }
    var lines: [String] = []
    if let first = softmaxGroup.first, !Self.share(first, neuron) {
      lines = flushSoftmaxGroup(&memory)
    }
    softmaxGroup.append(neuron)
    return lines
  }

  /// What the links brought, and the sum of it.
  mutating func sumLines(
    _ neuron: StepMemory.Activated, _ memory: StepMemory
  ) -> [String] {
    let links = waiting.removeValue(forKey: neuron.neuron) ?? []
    let list = Shortlist(links, limit: memory.limit) { $0.contribution }
    return Self.dropoutLine(neuron.neuron, memory) + Self.choiceLine(neuron.neuron, memory)
      + list.shown.map { "  \(Self.line($0, memory))" }
      + Self.sumLines(neuron, links, memory)
  }

  /// What one link brought: `input 0 → hidden 2: 1.0000 × 0.5210 = 0.5210`.
  package static func line(_ carried: TraceEvent.LinkForward, _ memory: StepMemory) -> String {
    let equation = Equation(
      .product(.number(carried.input), .number(carried.weight)), gives: carried.contribution)
    return "\(memory.labels[carried.link.name]): \(equation.text)"
  }

  /// The sum of a neuron, and what goes into it together.
  package static func sumLines(
    _ neuron: StepMemory.Activated, _ links: [TraceEvent.LinkForward], _ memory: StepMemory
  ) -> [String] {
    let label = memory.labels[neuron.neuron]
    let list = Shortlist(links, limit: memory.limit) { $0.contribution }
    var lines: [String] = []
    let othersSum = list.sumOfOthers { $0.contribution }
    if !list.others.isEmpty {
      let count = Counted(list.others.count, "other link")
      lines.append(
        "  \(count) → \(label): sum of contributions = \(NumberText(othersSum).text)")
    }
    let bias: [Expression] =
      memory.labels.hasBias(neuron.neuron) || links.isEmpty ? [.number(neuron.bias)] : []
    let terms = list.terms({ .number($0.contribution) }, othersSum: othersSum)
    lines.append("\(label): sum = \(Equation(.sum(bias + terms), gives: neuron.sum).text)")
    return lines
  }

  /// What a neuron of a dropout layer drew, in words and as the weight of its link.
  package static func dropoutLine(_ neuron: NeuronName, _ memory: StepMemory) -> [String] {
    guard let lot = memory.lots[neuron] else { return [] }
    let label = memory.labels[neuron]
    guard lot.isKept else {
      return ["\(label): stays silent in this step: dropout has set the weight of its link to 0"]
    }
    let scale = Expression.quotient(
      .constant(1), .difference(.constant(1), .constant(lot.rate)))
    return [
      "\(label): is kept by dropout, and scaled up to make up for those that stay silent",
      "\(label): scale = \(Equation(scale, gives: lot.weight).text)",
    ]
  }

  /// What a pooling neuron let through.
  package static func choiceLine(_ neuron: NeuronName, _ memory: StepMemory) -> [String] {
    guard let choice = memory.choices[neuron] else { return [] }
    let largest = "\(memory.labels[choice.from]), \(NumberText(choice.output).text)"
    let among = choice.count == 1 ? "the only one there is" : "the largest of \(choice.count)"
    return ["\(memory.labels[neuron]): lets \(among) through: \(largest)"]
  }

  /// What the neuron made of its sum: `sigmoid(−0.0608) = 0.4848`.
  package static func activation(_ neuron: StepMemory.Activated) -> String {
    neuron.activation.words.equation(neuron.sum, neuron.output).text
  }
}
