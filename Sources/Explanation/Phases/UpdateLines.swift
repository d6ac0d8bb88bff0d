import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The update: how each weight and each bias moves.
struct UpdateLines {
  /// The weights of one neuron's links.
  private var weights: [TraceEvent.WeightUpdate] = []

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [ExplanationLine] {
    switch event {
    case .weightUpdate(let event):
      let before = weights.first?.link.to == event.link.to ? [] : flush(memory)
      weights.append(event)
      return before
    case .biasUpdate(let event):
      return flush(memory) + SharedWeightLines(place: .bias(event.neuron), memory: memory).lines
        + [Self.bias(event, memory)]
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward, .loss, .penalty,
      .outputSensitivity, .neuronBackward, .linkBackward:
      return []
    }
  }

  /// The lines of the weights that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [ExplanationLine] {
    guard let target = weights.first?.link.to else { return [] }
    defer { weights = [] }
    let list = Shortlist(weights, limit: memory.limit) { $0.move.change }
    let lines = list.shown.flatMap { event in
      (SharedWeightLines(place: .link(event.link.name), memory: memory).lines
        + [Self.weight(event, memory)]).map { $0.asPart }
    }
    guard !list.others.isEmpty else { return lines }
    return lines + [
      memory.line(
        .update, .otherLinks(count: list.others.count, to: target), sumOf: "changes",
        is: list.sumOfOthers { $0.move.change })
    ]
  }

  /// How the weight of a link moved.
  static func weight(_ event: TraceEvent.WeightUpdate, _ memory: StepMemory) -> ExplanationLine {
    line(.link(event.link.name), WeightMoveTerms(move: event.move, what: "weight"), memory)
  }

  /// How a bias moved.
  static func bias(_ event: TraceEvent.BiasUpdate, _ memory: StepMemory) -> ExplanationLine {
    line(.neuron(event.neuron), WeightMoveTerms(move: event.move, what: "bias"), memory)
  }

  private static func line(
    _ subject: LineSubject, _ terms: WeightMoveTerms, _ memory: StepMemory
  ) -> ExplanationLine {
    var line = memory.line(.update, subject, terms.equations)
    if let remark = terms.remark { line.text += "; \(remark)" }
    return line
  }
}

extension TraceEvent.WeightMove {
  fileprivate var change: Double { after - before }
}
