import Explanation
import NetworkDescription
import NeuronGraph

/// One event explained by itself, with the lines of a whole step's explanation.
struct EventText {
  /// What the events of the sample so far have told, those of the comparison included.
  private var memory: StepMemory
  /// What the links to the event's neuron brought.
  private var carried: [ForwardText.Carried] = []
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
      if case .linkForward(let link, let weight, let input, let contribution) = frame.event,
        link.to == neuron
      {
        carried.append(
          ForwardText.Carried(
            link: link, weight: weight, input: input, contribution: contribution))
      }
    }
    switch event {
    case .neuronForward: isComplete = carried.count == termCount
    case .neuronBackward(let name, _, _, _, _):
      let own = memory.compared.contains { $0.neuron == name } ? 1 : 0
      isComplete = memory.sensitivities[name, default: []].count == termCount + own
      if !isComplete { memory.sensitivities[name] = [] }
    default: isComplete = true
    }
  }

  private static func isComparison(_ event: TraceEvent) -> Bool {
    switch event {
    case .loss, .penalty, .outputSensitivity: true
    default: false
    }
  }

  /// The equations of the event, each true when worked out from the digits shown.
  var equations: [String] {
    switch event {
    case .dropoutLot(let link, _, _, _):
      return ForwardText.dropoutLine(link.to, memory)
    case .poolingChoice(let link, _, _):
      return ForwardText.choiceLine(link.to, memory)
    case .input(let neuron, let output):
      return ["\(memory.labels[neuron]): \(NumberText(output).text)"]
    case .linkForward(let link, let weight, let input, let contribution):
      return [
        ForwardText.line(
          .init(link: link, weight: weight, input: input, contribution: contribution), memory)
      ]
    case .neuronForward(let neuron, _, _, _, _, _): return forward(neuron)
    case .loss(let loss, let value):
      return LossText(loss: loss, value: value, memory: memory).answerLines
    case .penalty: return memory.penalties.suffix(1).map(\.line)
    case .outputSensitivity(let neuron, _, _, _, _): return comparison(neuron)
    case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, let common):
      let turned = TurnedText(
        neuron: neuron, sensitivity: sensitivity, slope: slope,
        inputSensitivity: inputSensitivity, common: common, memory: memory)
      return turned.lines.isEmpty ? comparison(neuron) : turned.lines
    case .linkBackward(
      let link, let inputSensitivity, let input, let weight, let weightGradient, let pushed):
      return [
        BackwardText.line(
          .init(
            link: link, inputSensitivity: inputSensitivity, input: input, weight: weight,
            weightGradient: weightGradient, pushed: pushed), memory)
      ]
    case .weightUpdate(let link, let move):
      return ["\(memory.labels[link]): \(WeightMoveTerms(move: move, what: "weight").text)"]
    case .biasUpdate(let neuron, let move):
      return ["\(memory.labels[neuron]): \(WeightMoveTerms(move: move, what: "bias").text)"]
    }
  }

  private func forward(_ name: String) -> [String] {
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

  private func comparison(_ neuron: String) -> [String] {
    guard let loss = memory.loss, let output = memory.compared.last(where: { $0.neuron == neuron })
    else { return [] }
    return [SensitivityText(loss: loss, memory: memory).line(output)]
  }
}
