import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One event explained by itself, with the lines of a whole step's explanation.
struct EventText {
  /// What the events of the sample so far have told, those of the comparison included.
  private var memory: StepMemory
  /// What the links to the event's neuron brought.
  private var carried: [TraceEvent.LinkForward] = []
  private let event: TraceEvent
  /// Whether the events that add up to a neuron's sum, or to its sensitivity, are all there.
  private let isComplete: Bool

  /// - Parameters:
  ///   - events: The events of the sample, this one and some after it included.
  ///   - present: Which of them is explained.
  ///   - termCount: How many links bring, or push back, something to the event's neuron.
  init(
    _ events: some RandomAccessCollection<EventFrame>, present: Int, labels: NeuronLabels,
    termCount: Int
  ) {
    memory = StepMemory(labels: labels, limit: ShortlistLimit(requested: nil))
    let start = events.startIndex
    event = events[events.index(start, offsetBy: present)].event
    let neuron = event.neuron
    for (position, frame) in events.enumerated() {
      // Only what the outputs are compared with is told after what it explains.
      if position > present, !Self.isComparison(frame.event) { break }
      memory.note(frame.event)
      if case .linkForward(let event) = frame.event, event.link.to == neuron {
        carried.append(event)
      }
    }
    switch event {
    case .neuronForward: isComplete = carried.count == termCount
    case .neuronBackward(let event):
      let own = memory.compared.contains { $0.neuron == event.neuron } ? 1 : 0
      isComplete = memory.sensitivities[event.neuron, default: []].count == termCount + own
      if !isComplete { memory.sensitivities[event.neuron] = [] }
    case .dropoutLot, .input, .poolingChoice, .linkForward, .loss, .penalty, .outputSensitivity,
      .linkBackward, .weightUpdate, .biasUpdate:
      isComplete = true
    }
  }

  private static func isComparison(_ event: TraceEvent) -> Bool {
    switch event {
    case .loss, .penalty, .outputSensitivity: true
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .neuronBackward,
      .linkBackward, .weightUpdate, .biasUpdate:
      false
    }
  }

  /// The equations of the event, each true when worked out from the digits shown.
  var equations: [String] {
    switch event {
    case .dropoutLot(let event):
      return ForwardText.dropoutLine(event.link.to, memory)
    case .poolingChoice(let event):
      return ForwardText.choiceLine(event.link.to, memory)
    case .input(let event):
      return ["\(memory.labels[event.neuron]): \(NumberText(event.output).text)"]
    case .linkForward(let event):
      return [ForwardText.line(event, memory)]
    case .neuronForward(let event): return forward(event.neuron)
    case .loss(let event):
      return LossText(loss: event.loss, value: event.value, memory: memory).answerLines
    case .penalty: return memory.penalties.suffix(1).map(\.line)
    case .outputSensitivity(let event): return comparison(event.neuron)
    case .neuronBackward(let event):
      let turned = TurnedText(event: event, memory: memory)
      return turned.lines.isEmpty ? comparison(event.neuron) : turned.lines
    case .linkBackward(let event):
      return [BackwardText.line(event, memory)]
    case .weightUpdate(let event):
      let label = memory.labels[event.link.name]
      return ["\(label): \(WeightMoveTerms(move: event.move, what: "weight").text)"]
    case .biasUpdate(let event):
      let label = memory.labels[event.neuron]
      return ["\(label): \(WeightMoveTerms(move: event.move, what: "bias").text)"]
    }
  }

  private func forward(_ name: NeuronName) -> [String] {
    guard let neuron = memory.activated[name] else { return [] }
    let sum =
      isComplete
      ? ForwardText.sumLines(neuron, carried, memory)
      : ["\(memory.labels[name]): sum = \(NumberText(neuron.sum).text)"]
    guard let shares = neuron.softmax else {
      return sum + ["\(memory.labels[name]): \(ForwardText.activation(neuron))"]
    }
    return sum + [ForwardText.shareLine(neuron, shares, memory)]
  }

  private func comparison(_ neuron: NeuronName) -> [String] {
    guard let loss = memory.loss, let output = memory.compared.last(where: { $0.neuron == neuron })
    else { return [] }
    return [SensitivityText(loss: loss, memory: memory).line(output)]
  }
}
