import Explanation
import NetworkDescription

extension CaseHistory {
  /// Targets that are large numbers, whose squared errors make steps far too large, or that are far
  /// from where a network starts.
  var unscaledTargets: Suspicion? {
    let scale = Standardization(of: samples.targets)
    let isFree = blueprint.outputActivation.traits.range == -.infinity ... .infinity
    let worst = scale.means.indices.max {
      abs(scale.means[$0]) + scale.deviations[$0] < abs(scale.means[$1]) + scale.deviations[$1]
    }
    guard source.targetKind == .numbers, isFree, let worst,
      abs(scale.means[worst]) + scale.deviations[worst] > 5
    else { return nil }
    var training: AnySamples {
      AnySamples(RearrangedSamples(source, rows: Array(0..<source.count), scale: scale))
    }
    func remedy(_ words: String, _ blueprint: @autoclosure () -> NetworkBlueprint?) -> Remedy? {
      Remedy(words, blueprint(), training: training, measuring: source, scale: scale)
    }
    var normalized: NetworkBlueprint? {
      blueprint.layers.contains(.normalization) ? nil : blueprint.withNormalization
    }
    return Suspicion(
      cause: .unscaledTargets,
      evidence: [
        "target \(worst + 1) has a mean of \(NumberText(scale.means[worst]).text) and a deviation of "
          + "\(NumberText(scale.deviations[worst]).text), while a network starts with answers "
          + "around 0 to 1"
      ] + (unscaledInputs?.evidence.prefix(1) ?? []),
      remedies: [
        remedy("targets with a mean of 0 and a deviation of 1", blueprint),
        remedy(
          "targets with a mean of 0 and a deviation of 1, and a normalization layer first",
          normalized),
      ],
      advice: "targets with a mean of 0 and a deviation of 1, or a more suitable unit, such as "
        + "thousands")
  }
}
