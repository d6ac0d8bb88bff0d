import Explanation
import NetworkDescription

extension CaseHistory {
  /// First weights so small that hardly anything passes, or so large that activations are flat.
  ///
  /// Measured by those of Glorot and Bengio, which keep values and sensitivities of one size.
  var unusualFirstWeights: Suspicion? {
    guard !wasTrainedBefore, hasHiddenLayer else { return nil }
    let ratios = blueprint.weightSizes(of: start).compactMap { size -> LayerSize? in
      guard let usual = blueprint.glorotSize(ofLayer: size.layer - 1) else { return nil }
      return LayerSize(layer: size.layer, size: size.size / usual)
    }
    let tiny = ratios.filter { $0.size > 0 && $0.size < 0.1 }
    let large = ratios.filter { $0.size > 8 }
    guard !tiny.isEmpty || !large.isEmpty else { return nil }
    var usual: NetworkBlueprint? {
      blueprint.withLayers { $0.with(initializer: .glorotUniform) }
    }
    return Suspicion(
      cause: tiny.isEmpty ? .largeWeights : .tinyWeights,
      evidence: (tiny.isEmpty ? large : tiny).map { ratio in
        "the first weights of layer \(ratio.layer) are \(NumberText(ratio.size).text) times as large "
          + "as those of glorotUniform"
      } + gradientEvidence, places: (tiny.isEmpty ? large : tiny).map { "layer \($0.layer)" },
      remedies: [
        Remedy("first weights by glorotUniform", usual),
        Remedy(
          "first weights by glorotUniform, and \(NetworkBlueprint.adamWords)", usual?.withAdam),
      ], advice: "first weights by glorotUniform, or for relu by heUniform")
  }
}

extension NetworkBlueprint {
  /// The root mean square of first weights by glorotUniform.
  fileprivate func glorotSize(ofLayer index: Int) -> Double? {
    let usual = layers[index].with(initializer: .glorotUniform)
    guard let blueprint = with(layers: layers.indices.map { $0 == index ? usual : layers[$0] })
    else { return nil }
    return blueprint.weightSizes(of: blueprint.initialParameters())
      .first { $0.layer == index + 1 }?.size
  }
}
