import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Forward: what each link brings, what each neuron makes of it.
struct ForwardLines {
  private var inputs: [TraceEvent.InputTaken] = []
  /// The links to neurons that have not answered yet: those of a softmax wait for each other.
  private var waiting: [NeuronName: [TraceEvent.LinkForward]] = [:]
  var softmaxGroup: [TraceEvent.NeuronForward] = []

  static let introduction = [
    "Each link brings its source's output × its weight.",
    "Each neuron adds up its bias and what its links bring, and answers with the activation of that.",
  ]

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(
    for event: TraceEvent, _ memory: inout StepMemory
  ) -> [ExplanationLine] {
    switch event {
    case .input(let event):
      inputs.append(event)
      return []
    case .linkForward(let event):
      waiting[event.link.to, default: []].append(event)
      return flushInputs(memory) + flushSoftmaxGroup(&memory)
    case .neuronForward(let event):
      return flushInputs(memory) + lines(for: event, &memory)
    case .dropoutLot, .poolingChoice, .loss, .penalty, .outputSensitivity, .neuronBackward,
      .linkBackward, .weightUpdate, .biasUpdate:
      return []
    }
  }

  /// The lines of what was still waiting.
  mutating func flush(_ memory: inout StepMemory) -> [ExplanationLine] {
    flushInputs(memory) + flushSoftmaxGroup(&memory)
  }

  private mutating func flushInputs(_ memory: StepMemory) -> [ExplanationLine] {
    defer { inputs = [] }
    let list = Shortlist(inputs, limit: memory.limit) { $0.output }
    let lines = list.shown.map { Self.input($0, memory) }
    guard !list.others.isEmpty else { return lines }
    let sum = Equation("sum", is: list.sumOfOthers { $0.output })
    let count = list.others.count { $0.output != 0 }
    return lines + [
      memory.words(
        .forward, .otherInputs(count: list.others.count), "\(count) not zero, \(sum.text)",
        stating: [sum])
    ]
  }

  private mutating func lines(
    for neuron: TraceEvent.NeuronForward, _ memory: inout StepMemory
  ) -> [ExplanationLine] {
    guard neuron.softmax != nil else {
      return flushSoftmaxGroup(&memory) + sumLines(neuron, memory)
        + [Self.activation(neuron, memory)]
    }
    var lines: [ExplanationLine] = []
    if let first = softmaxGroup.first, !Self.share(first, neuron) {
      lines = flushSoftmaxGroup(&memory)
    }
    softmaxGroup.append(neuron)
    return lines
  }

  /// What the links brought, and the sum of it.
  mutating func sumLines(
    _ neuron: TraceEvent.NeuronForward, _ memory: StepMemory
  ) -> [ExplanationLine] {
    let links = waiting.removeValue(forKey: neuron.neuron) ?? []
    let list = Shortlist(links, limit: memory.limit) { $0.contribution }
    return Self.dropout(neuron.neuron, memory) + Self.argmax(neuron.neuron, memory)
      + list.shown.map { Self.contribution($0, memory).asPart }
      + Self.sum(neuron, links, memory)
  }
}

/// The lines of single events.
extension ForwardLines {
  /// The value of an input.
  static func input(_ event: TraceEvent.InputTaken, _ memory: StepMemory) -> ExplanationLine {
    memory.line(.forward, .neuron(event.neuron), Equation(nil, is: event.output))
  }

  /// What one link brought: `input 0 → hidden 2: 1.0000 × 0.5210 = 0.5210`.
  static func contribution(
    _ event: TraceEvent.LinkForward, _ memory: StepMemory
  ) -> ExplanationLine {
    memory.line(
      .forward, .link(event.link.name),
      Equation(.product(.number(event.input), .number(event.weight)), gives: event.contribution))
  }

  /// The sum of a neuron, and what its lesser links brought together.
  static func sum(
    _ neuron: TraceEvent.NeuronForward, _ links: [TraceEvent.LinkForward], _ memory: StepMemory
  ) -> [ExplanationLine] {
    let list = Shortlist(links, limit: memory.limit) { $0.contribution }
    let othersSum = list.sumOfOthers { $0.contribution }
    let bias: [Expression] =
      memory.labels.hasBias(neuron.neuron) || links.isEmpty ? [.number(neuron.bias)] : []
    let terms = list.terms({ .number($0.contribution) }, othersSum: othersSum)
    let sum = memory.line(
      .forward, .neuron(neuron.neuron), Equation("sum", .sum(bias + terms), gives: neuron.sum))
    guard !list.others.isEmpty else { return [sum] }
    let others = LineSubject.otherLinks(count: list.others.count, to: neuron.neuron)
    return [memory.line(.forward, others, sumOf: "contributions", is: othersSum), sum]
  }

  /// What the neuron made of its sum: `sigmoid(−0.0608) = 0.4848`.
  static func activation(
    _ neuron: TraceEvent.NeuronForward, _ memory: StepMemory
  ) -> ExplanationLine {
    memory.line(
      .forward, .neuron(neuron.neuron),
      neuron.activation.words.equation(neuron.sum, neuron.output))
  }

  /// What dropout's mask does to a neuron, in words and as the weight of its link.
  static func dropout(_ neuron: NeuronName, _ memory: StepMemory) -> [ExplanationLine] {
    guard let mask = memory.dropoutMask[neuron] else { return [] }
    func words(_ words: String) -> ExplanationLine {
      memory.words(.forward, .neuron(neuron), words)
    }
    guard mask.isKept else {
      return [words("stays silent in this step: dropout has set the weight of its link to 0")]
    }
    let scale = Expression.quotient(
      .constant(1), .difference(.constant(1), .constant(mask.rate)))
    return [
      words("is kept by dropout, and scaled up to make up for those that stay silent"),
      memory.line(.forward, .neuron(neuron), Equation("scale", scale, gives: mask.weight)),
    ]
  }

  /// Which link a max pooling neuron let through.
  static func argmax(_ neuron: NeuronName, _ memory: StepMemory) -> [ExplanationLine] {
    guard let largest = memory.argmax[neuron] else { return [] }
    let source = "\(memory.labels[largest.link.from]), \(NumberText(largest.output).text)"
    let among = largest.count == 1 ? "the only one there is" : "the largest of \(largest.count)"
    return [memory.words(.forward, .neuron(neuron), "lets \(among) through: \(source)")]
  }
}
