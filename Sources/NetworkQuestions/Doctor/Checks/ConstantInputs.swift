import Explanation

extension CaseHistory {
  /// Inputs that are the same for every sample: nothing tells the samples apart.
  var constantInputs: Suspicion? {
    guard let first = samples.inputs.first, samples.inputs.count > 1, !constant.isPerfect,
      samples.inputs.allSatisfy({ $0 == first })
    else { return nil }
    return Suspicion(
      cause: .constantInputs,
      evidence: [
        "all \(samples.inputs.count) samples have the same inputs, \(NumberText.list(first)), and "
          + "different targets: no network can tell them apart"
      ], isCertain: true,
      advice: "inputs that say something of the targets; look whether the right columns were taken")
  }
}
