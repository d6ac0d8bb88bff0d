import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The update in words: how each weight and each bias moves.
package struct UpdateText {
  /// The weights of one neuron's links.
  private var weights: [TraceEvent.WeightUpdate] = []

  package static let heading = "Update: every weight takes a step against its gradient"

  /// How the optimizer moves a weight, and how far in this step.
  static func introduction(_ move: TraceEvent.WeightMove) -> [String] {
    UpdateIntroduction(move: move).lines
  }

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [String] {
    switch event {
    case .weightUpdate(let event):
      let before = weights.first?.link.to == event.link.to ? [] : flush(memory)
      weights.append(event)
      return before
    case .biasUpdate(let event):
      let label = memory.labels[event.neuron]
      let uses = SharedUseText(place: .bias(event.neuron), label: label, memory: memory)
      return flush(memory) + uses.lines
        + ["\(label): \(WeightMoveTerms(move: event.move, what: "bias").text)"]
    default:
      return []
    }
  }

  /// The lines of the weights that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [String] {
    guard let target = weights.first?.link.to else { return [] }
    defer { weights = [] }
    let list = Shortlist(weights, limit: memory.limit) { $0.move.change }
    let lines = list.shown.flatMap { moved in
      let label = "  \(memory.labels[moved.link.name])"
      let uses = SharedUseText(place: .link(moved.link.name), label: label, memory: memory)
      return uses.lines + ["\(label): \(WeightMoveTerms(move: moved.move, what: "weight").text)"]
    }
    guard !list.others.isEmpty else { return lines }
    let sum = NumberText(list.sumOfOthers { $0.move.change }).text
    let count = Counted(list.others.count, "other link")
    return lines + ["  \(count) → \(memory.labels[target]): sum of changes = \(sum)"]
  }
}

extension TraceEvent.WeightMove {
  fileprivate var change: Double { after - before }
}
