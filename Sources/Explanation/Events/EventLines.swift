import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One event explained by itself, with the lines of a whole step's explanation.
package struct EventLines {
  /// What the events of the sample so far have told, those of the comparison included.
  private var memory: StepMemory
  /// What the links to the event's neuron brought.
  private var contributions: [TraceEvent.LinkForward] = []
  private let event: TraceEvent
  /// Whether the events that add up to a neuron's sum, or to its sensitivity, are all there.
  private let isComplete: Bool

  /// - Parameters:
  ///   - events: The events of the sample, this one and some after it included.
  ///   - present: Which of them is explained.
  ///   - termCount: How many links bring, or push back, something to the event's neuron.
  package init(
    _ events: some Collection<TraceEvent>, present: Int, labels: NeuronLabels, termCount: Int
  ) {
    memory = StepMemory(labels: labels, limit: ShortlistLimit(requested: nil))
    event = events[events.index(events.startIndex, offsetBy: present)]
    let neuron = event.neuron
    for (position, other) in events.enumerated() {
      // Only what the outputs are compared with is told after what it explains.
      if position > present, !Self.isComparison(other) { break }
      memory.note(other)
      if case .linkForward(let event) = other, event.link.to == neuron {
        contributions.append(event)
      }
    }
    switch event {
    case .neuronForward: isComplete = contributions.count == termCount
    case .neuronBackward(let event):
      let own = memory.comparisons.contains { $0.neuron == event.neuron } ? 1 : 0
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

  /// The lines of the event, each equation true when worked out from the digits shown.
  package var lines: [ExplanationLine] {
    switch event {
    case .dropoutLot(let event): ForwardLines.dropout(event.link.to, memory)
    case .poolingChoice(let event): ForwardLines.argmax(event.link.to, memory)
    case .input(let event): [ForwardLines.input(event, memory)]
    case .linkForward(let event): [ForwardLines.contribution(event, memory)]
    case .neuronForward(let event): forward(event)
    case .loss(let event): LossLines(event: event, memory: memory).comparison
    case .penalty(let event): [LossLines.penalty(event, memory)]
    case .outputSensitivity(let event): comparison(event.neuron)
    case .neuronBackward(let event): backward(event)
    case .linkBackward(let event): [BackwardLines.link(event, memory)]
    case .weightUpdate(let event): [UpdateLines.weight(event, memory)]
    case .biasUpdate(let event): [UpdateLines.bias(event, memory)]
    }
  }

  private func forward(_ event: TraceEvent.NeuronForward) -> [ExplanationLine] {
    let sum =
      isComplete
      ? ForwardLines.sum(event, contributions, memory)
      : [memory.line(.forward, .neuron(event.neuron), Equation("sum", is: event.sum))]
    guard let shares = event.softmax else { return sum + [ForwardLines.activation(event, memory)] }
    return sum + [ForwardLines.share(event, shares, memory)]
  }

  private func backward(_ event: TraceEvent.NeuronBackward) -> [ExplanationLine] {
    let lines = NeuronBackwardLines(event: event, memory: memory).lines
    return lines.isEmpty ? comparison(event.neuron) : lines
  }

  private func comparison(_ neuron: NeuronName) -> [ExplanationLine] {
    guard let loss = memory.loss,
      let output = memory.comparisons.last(where: { $0.neuron == neuron })
    else { return [] }
    return [ComparisonLines(loss: loss, memory: memory).line(output)]
  }
}
