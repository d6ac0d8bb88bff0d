import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Backward in words: what each neuron is pushed, what each link learns and pushes on.
package struct BackwardText {
  /// The links of the neuron that turned back last.
  private var links: [TraceEvent.LinkBackward] = []
  /// The softmax groups, by their first neuron, whose common part has been told.
  private var toldGroups: Set<NeuronName> = []

  package static let heading = "Backward: from the loss back to the inputs"
  static let introduction = [
    "A sensitivity says how much the loss changes if an output changes (∂loss/∂output); an input",
    "sensitivity, if a neuron's sum changes (∂loss/∂sum). Times the slope, one becomes the other.",
    "Each link takes its target's input sensitivity: × its source's output it is the gradient of",
    "its weight (∂loss/∂weight), × its weight it is pushed back to the source, which adds it up.",
    "A bias's gradient is its neuron's input sensitivity. Inputs need none: they do not learn.",
  ]

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [String] {
    switch event {
    case .neuronBackward(let event):
      let before = flush(memory)
      let turned = TurnedText(event: event, memory: memory)
      return before + commonLines(for: event, memory) + turned.lines
    case .linkBackward(let event):
      // Where only a few neurons are told of, links to several may follow each other.
      let before = links.first?.link.to == event.link.to ? [] : flush(memory)
      links.append(event)
      return before
    default:
      return []
    }
  }

  /// The lines of the links that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [String] {
    guard let target = links.first?.link.to else { return [] }
    defer { links = [] }
    let list = Shortlist(links, limit: memory.limit) { $0.weightGradient }
    let lines = list.shown.map { "  \(Self.line($0, memory))" }
    guard !list.others.isEmpty else { return lines }
    let sum = NumberText(list.sumOfOthers { $0.weightGradient }).text
    let count = Counted(list.others.count, "other link")
    return lines + ["  \(count) → \(memory.labels[target]): sum of weight gradients = \(sum)"]
  }

  /// What one link learned and pushed back.
  package static func line(_ link: TraceEvent.LinkBackward, _ memory: StepMemory) -> String {
    let sensitivity = Expression.number(link.inputSensitivity)
    let gradient = Equation(
      .product(sensitivity, .number(link.input)), gives: link.weightGradient)
    let line = "\(memory.labels[link.link.name]): weight gradient = \(gradient.text)"
    guard !memory.inputs.contains(link.link.from) else { return line }
    let pushed = Equation(.product(sensitivity, .number(link.weight)), gives: link.pushed)
    return line + "; pushed back = \(pushed.text)"
  }

  /// What the neurons of a softmax have in common, told once before the first of them.
  private mutating func commonLines(
    for turned: TraceEvent.NeuronBackward, _ memory: StepMemory
  ) -> [String] {
    guard let common = turned.common, let group = memory.softmaxGroups[turned.neuron],
      let first = group.first, toldGroups.insert(first).inserted
    else { return [] }
    let neurons = group.compactMap { memory.activated[$0] }
    func part(_ neuron: StepMemory.Activated) -> Double {
      memory.sensitivity(neuron.neuron) * neuron.output
    }
    let list = Shortlist(neurons, limit: memory.limit, by: part)
    let othersSum = list.sumOfOthers(part)
    var lines = [
      "Softmax: more for one output is less for the others; what they have in common is taken off."
    ]
    if !list.others.isEmpty {
      let count = Counted(list.others.count, "other neuron")
      lines.append("  \(count): sum of sensitivity × output = \(NumberText(othersSum).text)")
    }
    let terms = list.terms(
      { .product(.number(memory.sensitivity($0.neuron)), .number($0.output)) },
      othersSum: othersSum)
    let equation = Equation(.sum(terms), gives: common)
    return lines + ["\(memory.labels.range(group)): common = \(equation.text)"]
  }
}
