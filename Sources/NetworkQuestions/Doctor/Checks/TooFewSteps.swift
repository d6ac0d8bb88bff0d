import Explanation

extension CaseHistory {
  /// A training that ends while the loss is still falling steadily.
  var tooFewSteps: Suspicion? {
    // So few steps are few, whatever the loss does in them.
    guard isWhole, symptom != .notFinite, symptom != .grew, isFalling || steps < 100,
      movement / Double(max(1, steps)) > 1e-4
    else { return nil }
    let quarters = losses(parts: 4)
    let course =
      quarters.count == 4
      ? "the mean loss of its quarters: \(NumberText.list(quarters))"
      : "the loss went from \(NumberText(lossBefore).text) to \(NumberText(outcome.loss).text)"
    return Suspicion(
      cause: .tooFewSteps,
      evidence: [
        "training ended after \(Counted(steps, "step"))\(isFalling ? ", while the loss was falling" : ""); "
          + course
      ],
      remedies: [5, 20].map { factor in
        Remedy(
          "\(factor) times as many steps", blueprint, from: start, stepFactor: factor)
      }, advice: "more epochs")
  }
}
