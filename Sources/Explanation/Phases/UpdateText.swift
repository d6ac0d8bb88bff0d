import NetworkDescription
import NeuronGraph

/// The update in words: how each weight and each bias moves.
package struct UpdateText {
  private struct Moved {
    let link: TraceEvent.LinkNames
    let move: TraceEvent.WeightMove
    var change: Double { move.after - move.before }
  }

  /// The weights of one neuron's links.
  private var weights: [Moved] = []

  package static let heading = "Update: every weight takes a step against its gradient"

  /// How the optimizer moves a weight, and how far in this step.
  static func introduction(_ move: TraceEvent.WeightMove) -> [String] {
    UpdateIntroduction(move: move).lines
  }

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [String] {
    switch event {
    case .weightUpdate(let link, let move):
      let before = weights.first?.link.to == link.to ? [] : flush(memory)
      weights.append(Moved(link: link, move: move))
      return before
    case .biasUpdate(let neuron, let move):
      return flush(memory)
        + SharedUseText(name: neuron, label: memory.labels[neuron], what: "bias", memory: memory)
        .lines
        + ["\(memory.labels[neuron]): \(WeightMoveTerms(move: move, what: "bias").text)"]
    default:
      return []
    }
  }

  /// The lines of the weights that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [String] {
    guard let target = weights.first?.link.to else { return [] }
    defer { weights = [] }
    let list = Shortlist(weights, limit: memory.limit) { $0.change }
    let lines = list.shown.flatMap { moved in
      let label = "  \(memory.labels[moved.link])"
      let uses = SharedUseText(
        name: moved.link.link, label: label, what: "weight", memory: memory)
      return uses.lines + ["\(label): \(WeightMoveTerms(move: moved.move, what: "weight").text)"]
    }
    guard !list.others.isEmpty else { return lines }
    let sum = NumberText(list.sumOfOthers { $0.change }).text
    let count = Counted(list.others.count, "other link")
    return lines + ["  \(count) → \(memory.labels[target]): sum of changes = \(sum)"]
  }
}
