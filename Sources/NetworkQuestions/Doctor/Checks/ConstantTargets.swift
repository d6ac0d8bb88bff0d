import Explanation

extension CaseHistory {
  /// Targets that never change: there is nothing to learn.
  var constantTargets: Suspicion? {
    guard constant.isPerfect, samples.targets.count > 1 else { return nil }
    return Suspicion(
      cause: .constantTargets,
      evidence: [
        "all \(samples.targets.count) samples have the same targets, "
          + "\(NumberText.list(samples.targets[0])): whatever the inputs, that answer is right"
      ], isCertain: true,
      advice: "samples of the other classes, or with other numbers; look whether the right column "
        + "was taken for the targets")
  }
}
