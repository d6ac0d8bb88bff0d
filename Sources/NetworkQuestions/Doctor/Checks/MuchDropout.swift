import Explanation
import NetworkDescription
import TextFormats

extension CaseHistory {
  /// Dropout that silences most of what training needs to hear.
  var muchDropout: Suspicion? {
    let rates = blueprint.layers.enumerated().compactMap { index, layer -> (Int, Double)? in
      guard case .dropout(let dropout) = layer, dropout.rate >= 0.4 else { return nil }
      return (index + 1, dropout.rate)
    }
    guard !rates.isEmpty else { return nil }
    var without: NetworkBlueprint? {
      blueprint.withLayers { layer in
        if case .dropout = layer { .dropout(Dropout(rate: 0)) } else { layer }
      }
    }
    return Suspicion(
      cause: .dropout,
      evidence: rates.map { layer, rate in
        "layer \(layer) silences \(percent(rate)) of its values in every step"
      }, places: rates.map { "layer \($0.0)" },
      remedies: [Remedy("no dropout", without, from: start)],
      advice: "a smaller dropout rate, or wider layers before it")
  }
}
