import Explanation
import NetworkDescription

extension CaseHistory {
  /// Inputs far larger or smaller than 1, or of very different sizes.
  var unscaledInputs: Suspicion? {
    guard !blueprint.layers.contains(.normalization) else { return nil }
    let statistics = inputStatistics
    let sizes = samples.largestInputs
    guard let largest = sizes.indices.max(by: { sizes[$0] < sizes[$1] }) else { return nil }
    let changing = statistics.indices.filter { statistics[$0].deviation > 0 }
    let widest = changing.max { statistics[$0].deviation < statistics[$1].deviation }
    let narrowest = changing.min { statistics[$0].deviation < statistics[$1].deviation }
    guard let widest, let narrowest else { return nil }
    let isLarge = sizes[largest] > 8
    let isUneven =
      !blueprint.input.isPicture && source.inputCount < 200
      && statistics[widest].deviation > 50 * statistics[narrowest].deviation
    let isSmall = statistics[widest].deviation < 0.02
    guard isLarge || isUneven || isSmall else { return nil }
    func words(_ input: Int) -> String {
      "input 0.\(input) has a mean of \(NumberText(statistics[input].mean).text) and a deviation of "
        + "\(NumberText(statistics[input].deviation).text)"
    }
    let shown = isLarge ? [largest] : widest == narrowest ? [widest] : [widest, narrowest]
    var scaled: NetworkBlueprint? { blueprint.withNormalization }
    return Suspicion(
      cause: .unscaledInputs,
      evidence: [
        (isSmall ? "the inputs hardly differ from sample to sample: " : "")
          + shown.map(words).joined(separator: ", "),
        "a sum of such inputs is far from the −1 to 1 that first weights and activations are made "
          + "for",
      ], places: shown.map { "0.\($0)" },
      remedies: [
        Remedy("a normalization layer first", scaled),
        Remedy(
          "a normalization layer first, and a tenth of the learning rate",
          scaled?.with(learningRate: blueprint.optimizer.learningRate / 10)),
        Remedy(
          "a normalization layer first, and \(NetworkBlueprint.adamWords)", scaled?.withAdam),
      ],
      advice: "inputs with a mean of 0 and a deviation of 1, as a normalization layer makes them")
  }

  /// The mean and the deviation of every input; a deviation of 0 if it never changes.
  private var inputStatistics: [(mean: Double, deviation: Double)] {
    let scale = Standardization(of: samples.inputs)
    let first = samples.inputs.first ?? []
    return first.indices.map { input in
      let isConstant = samples.inputs.allSatisfy { $0[input] == first[input] }
      return (scale.means[input], isConstant ? 0 : scale.deviations[input])
    }
  }
}

extension ChosenSamples {
  /// The largest size of each input.
  fileprivate var largestInputs: [Double] {
    (inputs.first ?? []).indices.map { input in
      inputs.reduce(0) { max($0, abs($1[input])) }
    }
  }
}
