import NetworkBlueprint
import NeuronGraph

/// The update in words: how each weight and each bias moves.
struct UpdateText {
  private struct Moved {
    let link: TraceEvent.LinkNames
    let move: TraceEvent.WeightMove
    var change: Double { move.after - move.before }
  }

  /// The weights of one neuron's links.
  private var weights: [Moved] = []

  static let heading = "Update: every weight takes a step against its gradient"

  /// How the optimizer moves a weight.
  static func introduction(_ optimizer: Optimizer) -> [String] {
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0:
      ["A weight loses learning rate × gradient; links that share a weight add their gradients."]
    case .sgd(let sgd):
      [
        "The velocity keeps momentum × what it was, and loses learning rate × gradient.",
        sgd.nesterov
          ? "The weight moves on by momentum × that, and loses learning rate × gradient (Nesterov)."
          : "The weight moves by it.",
      ]
    }
  }

  /// Takes in one event; gives the lines that are complete by then.
  mutating func lines(for event: TraceEvent, _ memory: StepMemory) -> [String] {
    switch event {
    case .weightUpdate(let link, let move):
      let before = weights.first?.link.to == link.to ? [] : flush(memory)
      weights.append(Moved(link: link, move: move))
      return before
    case .biasUpdate(let neuron, let move):
      return flush(memory) + ["\(memory.labels[neuron]): \(Self.text(move, "bias"))"]
    default:
      return []
    }
  }

  /// The lines of the weights that were still waiting.
  mutating func flush(_ memory: StepMemory) -> [String] {
    guard let target = weights.first?.link.to else { return [] }
    defer { weights = [] }
    let list = Shortlist(weights, limit: memory.limit) { $0.change }
    let lines = list.shown.map {
      "  \(memory.labels[$0.link]): \(Self.text($0.move, "weight"))"
    }
    guard !list.others.isEmpty else { return lines }
    let sum = NumberText(list.sumOfOthers { $0.change }).text
    let count = Counted(list.others.count, "other link")
    return lines + ["  \(count) → \(memory.labels[target]): sum of changes = \(sum)"]
  }

  private static func text(_ move: TraceEvent.WeightMove, _ what: String) -> String {
    let before = Expression.number(move.before)
    switch move.optimizer {
    case .sgd(let sgd):
      let step = Expression.product(.constant(sgd.learningRate), .number(move.gradient))
      guard sgd.momentum != 0 else {
        return "\(what) = \(Equation(.difference(before, step), gives: move.after).text)"
      }
      let momentum = Expression.constant(sgd.momentum)
      let newVelocity = Expression.difference(.product(momentum, .number(move.velocity)), step)
      let velocity = newVelocity.value
      let moved: Expression =
        sgd.nesterov
        ? .difference(.sum([before, .product(momentum, .number(velocity))]), step)
        : .sum([before, .number(velocity)])
      return "velocity = \(Equation(newVelocity, gives: velocity).text); "
        + "\(what) = \(Equation(moved, gives: move.after).text)"
    }
  }
}
