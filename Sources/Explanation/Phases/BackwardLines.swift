import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Backward: what each neuron is pushed, what each link learns and pushes on.
struct BackwardLines {
  /// The links of the neuron that went backward last.
  private var links: [TraceEvent.LinkBackward] = []
  /// The softmax groups, by their first neuron, whose common part has been explained.
  private var explainedGroups: Set<NeuronName> = []

  static let introduction = [
    "A sensitivity says how much the loss changes if an output changes (∂loss/∂output); an input",
    "sensitivity, if a neuron's sum changes (∂loss/∂sum). Times the slope, one becomes the other.",
    "Each link takes its target's input sensitivity: × its source's output it is the gradient of",
    "its weight (∂loss/∂weight), × its weight it is pushed back to the source, which adds it up.",
    "A bias's gradient is its neuron's input sensitivity. Inputs need none: they do not learn.",
  ]

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [ExplanationLine] {
    switch event {
    case .neuronBackward(let event):
      return flush(memory) + common(event, memory)
        + NeuronBackwardLines(event: event, memory: memory).lines
    case .linkBackward(let event):
      // Where only a few neurons are explained, links to several may follow each other.
      let before = links.first?.link.to == event.link.to ? [] : flush(memory)
      links.append(event)
      return before
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .loss, .penalty,
      .outputSensitivity, .weightUpdate, .biasUpdate:
      return []
    }
  }

  /// The lines of the links that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [ExplanationLine] {
    guard let target = links.first?.link.to else { return [] }
    defer { links = [] }
    let list = Shortlist(links, limit: memory.limit) { $0.weightGradient }
    let lines = list.shown.map { Self.link($0, memory).asPart }
    guard !list.others.isEmpty else { return lines }
    return lines + [
      memory.line(
        .backward, .otherLinks(count: list.others.count, to: target),
        sumOf: "weight gradients", is: list.sumOfOthers { $0.weightGradient })
    ]
  }

  /// What one link learned and pushed back.
  static func link(_ event: TraceEvent.LinkBackward, _ memory: StepMemory) -> ExplanationLine {
    let sensitivity = Expression.number(event.inputSensitivity)
    let gradient = Equation(
      "weight gradient", .product(sensitivity, .number(event.input)),
      gives: event.weightGradient)
    let pushed = Equation(
      "pushed back", .product(sensitivity, .number(event.weight)), gives: event.pushed)
    let isFromInput = memory.inputs.contains(event.link.from)
    return memory.line(
      .backward, .link(event.link.name), isFromInput ? [gradient] : [gradient, pushed])
  }

  /// What the neurons of a softmax have in common, explained once before the first of them.
  private mutating func common(
    _ event: TraceEvent.NeuronBackward, _ memory: StepMemory
  ) -> [ExplanationLine] {
    guard let common = event.common, let group = memory.softmaxGroups[event.neuron],
      let first = group.first, explainedGroups.insert(first).inserted
    else { return [] }
    let all = LineSubject.softmax(group)
    let neurons = group.compactMap { memory.answers[$0] }
    func part(_ neuron: TraceEvent.NeuronForward) -> Double {
      memory.sensitivity(neuron.neuron) * neuron.output
    }
    let list = Shortlist(neurons, limit: memory.limit, by: part)
    let othersSum = list.sumOfOthers(part)
    var lines = [
      memory.remark(
        .backward, all,
        "Softmax: more for one output is less for the others; what they have in common is taken off."
      )
    ]
    if !list.others.isEmpty {
      let others = LineSubject.otherNeurons(count: list.others.count, ofSoftmax: group)
      lines.append(
        memory.line(.backward, others, sumOf: "sensitivity × output", is: othersSum))
    }
    let terms = list.terms(
      { .product(.number(memory.sensitivity($0.neuron)), .number($0.output)) },
      othersSum: othersSum)
    return lines + [memory.line(.backward, all, Equation("common", .sum(terms), gives: common))]
  }
}
