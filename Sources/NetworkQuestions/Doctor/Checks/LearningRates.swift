import Explanation
import NetworkDescription
import TextFormats

extension CaseHistory {
  /// Steps so large that they jump over what they look for.
  var rateTooLarge: Suspicion? {
    let parts = losses(parts: 20)
    let rises = zip(parts, parts.dropFirst()).count { $1 > 1.02 * $0 }
    let oscillates = rises >= max(4, parts.count / 4)
    guard symptom == .notFinite || symptom == .grew || oscillates else { return nil }
    let smallest = diagnosis.losses.min() ?? 0
    let largest = diagnosis.losses.max() ?? 0
    let course =
      symptom == .notFinite
      ? "after \(Counted(diagnosis.steps, "step")) the loss was no finite number any more"
      : "the loss of the batches went up and down between \(NumberText(smallest).text) and "
        + "\(NumberText(largest).text), and rose in \(rises) of \(max(0, parts.count - 1)) parts of "
        + "the training"
    return Suspicion(
      cause: .rateTooLarge,
      evidence: ["\(rateWords); \(course)"] + gradientEvidence,
      remedies: [10.0, 100, 1000].map { withRate(1 / $0, "\(Int($0)) times smaller") },
      advice: "a smaller learning rate")
  }

  /// Steps so small that nothing comes of them.
  var rateTooSmall: Suspicion? {
    guard symptom != .notFinite, movement < 0.3 || isFalling else { return nil }
    let rate = blueprint.optimizer.learningRate
    let moved =
      "\(rateWords); in \(Counted(steps, "step")) all weights together moved by "
      + "\(percent(movement)) of their size"
    let larger: [Remedy?] =
      rate == 0
      ? [0.01, 0.1, 1].map {
        Remedy(
          "a learning rate of \(NumberText($0).text)", blueprint.with(learningRate: $0), from: start
        )
      }
      : [10.0, 100, 1000, 100_000].map { withRate($0, "\(grouped(Int($0))) times larger") }
    return Suspicion(
      cause: .rateTooSmall, evidence: [moved] + gradientEvidence, remedies: larger,
      advice: "a larger learning rate")
  }

  private var rateWords: String {
    "the learning rate is \(NumberText(blueprint.optimizer.learningRate).text)"
  }

  private func withRate(_ factor: Double, _ words: String) -> Remedy? {
    let rate = blueprint.optimizer.learningRate * factor
    return Remedy(
      "a learning rate of \(NumberText(rate).text), \(words)", blueprint.with(learningRate: rate),
      from: start)
  }
}
