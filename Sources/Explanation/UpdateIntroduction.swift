import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What is said before the weights move: the optimizer's rule in words, and the rate of the step.
struct UpdateIntroduction {
  let move: TraceEvent.WeightMove

  var lines: [String] { rule + scheduled + corrected }

  private var rule: [String] {
    switch move.optimizer {
    case .sgd(let sgd) where sgd.momentum == 0:
      ["A weight loses learning rate × gradient; links that share a weight add their gradients."]
    case .sgd(let sgd):
      [
        "The velocity keeps momentum × what it was, and loses learning rate × gradient.",
        sgd.nesterov
          ? "The weight moves on by momentum × that, and loses learning rate × gradient (Nesterov)."
          : "The weight moves by it.",
      ]
    case .rmsprop:
      [
        "RMSprop: the mean square says how large the gradient of this weight has been lately; the",
        "gradient is divided by its root, so that all weights move at about the same pace.",
      ]
    case .adam:
      [
        "Adam: the mean says where the gradient of this weight has been pointing lately, the mean",
        "square how large it was; the weight moves along the one, divided by the root of the other.",
      ]
    case .adadelta:
      [
        "Adadelta: the gradient is divided by the root of how large it has been lately (mean square)",
        "and multiplied with the root of how large the changes have been (mean square change).",
      ]
    }
  }

  /// The rate, where a schedule changes it.
  private var scheduled: [String] {
    guard move.optimizer.schedule != .constant else { return [] }
    let rate = NumberText(exactly: move.learningRate).text
    let start = NumberText(exactly: move.optimizer.learningRate).text
    return [
      "The learning rate is \(rate) at step \(move.step); it began with \(start) and follows its "
        + "schedule (\(move.optimizer.schedule.name))."
    ]
  }

  /// Adam's rate, which makes up for means that began at 0.
  private var corrected: [String] {
    guard case .adam(let adam) = move.optimizer else { return [] }
    let expression = WeightMoveText(move: move, what: "").correctedRate(adam)
    return [
      "Both means began at 0 and are too small at first; the corrected rate makes up for it.",
      "learning rate: corrected = \(Equation(expression, gives: expression.value).text)",
    ]
  }
}
