import NetworkDescription
import TextFormats
import TrainingData

/// How large the inputs of samples are, and whether a network should be spared that.
public struct InputScale: Sendable {
  /// Whether some input is far from the size of 1 that first weights and rates are made for.
  public let needsNormalization: Bool
  /// The size and what follows, in a sentence.
  public let inWords: String

  /// Looks at all inputs of all samples.
  public init(of data: Dataset) {
    if case .pixels = data.inputs {
      needsNormalization = false
      inWords = "the inputs are pixels from 0 to 1"
      return
    }
    let statistics = InputStatistics(of: data, featureCount: data.inputCount)
    let names = data.table?.inputNames ?? []
    // An input that never changes has a deviation of 1, and tells nothing.
    let all = zip(statistics.means, statistics.deviations).enumerated()
    let far = all.filter { _, scale in abs(scale.0) > 2 || !(0.05...2).contains(scale.1) }
    needsNormalization = !far.isEmpty
    let changing = far.filter { !statistics.areConstant[$0.offset] }
    guard
      let first = (changing.isEmpty ? far : changing)
        .max(by: { Self.distance($0.element) < Self.distance($1.element) })
    else {
      inWords = "the inputs have about the size of 1 already"
      return
    }
    let name =
      first.offset < names.count ? names[first.offset].onOneLine : "input \(first.offset + 1)"
    let (mean, deviation) = first.element
    inWords =
      "the inputs differ in size (\(name) is "
      + (statistics.areConstant[first.offset]
        ? "always \(Self.short(mean))" : "\(Self.short(mean)) ± \(Self.short(deviation))") + "): a "
      + "normalization comes first, which takes off each input's mean and divides by its deviation; "
      + "the model keeps both, so that it can be asked with raw numbers"
  }

  private static func distance(_ scale: (Double, Double)) -> Double {
    max(abs(scale.0), scale.1, 1 / scale.1)
  }

  private static func short(_ number: Double) -> String {
    if let short = scientific(number) { return short }
    return abs(number) >= 1000
      ? grouped(Int(number.rounded())) : decimal(number, digits: abs(number) < 0.01 ? 6 : 2)
  }
}

extension NetworkBlueprint {
  /// The same network with a normalization before everything else; itself if it has one.
  ///
  /// - Throws: `BlueprintError` as any blueprint.
  public func normalizingInputs() throws(BlueprintError) -> NetworkBlueprint {
    guard !layers.contains(.normalization) else { return self }
    return try NetworkBlueprint(
      name: name, input: input, layers: [.normalization] + layers, loss: loss,
      optimizer: optimizer, seed: seed, training: training)
  }
}
