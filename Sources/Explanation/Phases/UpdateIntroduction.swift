import NeuronTrace
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// What is said before the weights move: the optimizer's rule in words, and the rate of the step.
struct UpdateIntroduction {
  let move: TraceEvent.WeightMove

  var lines: [ExplanationLine] {
    (move.optimizer.words.introduction + scheduled).map { .introduction(.update, $0) } + corrected
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

  /// The rate that makes up for means that began at 0.
  private var corrected: [ExplanationLine] {
    let terms = WeightMoveTerms(move: move, what: "")
    guard let rate = move.optimizer.words.correctedRate?(terms) else { return [] }
    let corrected = Equation("corrected", rate, gives: rate.value)
    return [
      .introduction(
        .update,
        "Both means began at 0 and are too small at first; the corrected rate makes up for it."),
      .introduction(.update, "learning rate: \(corrected.text)", stating: [corrected]),
    ]
  }
}
