import NetworkDescription

/// A mistake that is made on purpose, to see that the cross-check finds it.
///
/// Each is one that people make when they write a network by hand. It is planted in one layer; the
/// engine itself knows nothing of it.
package enum PlantedFault: String, CaseIterable, Sendable {
  /// Going back, the slope of the activation is left out.
  case missingSlope = "missing-slope"
  /// The gradients have the other sign.
  case wrongSign = "wrong-sign"
  /// Two weights have changed places.
  case swappedWeights = "swapped-weights"
  /// The biases stay what they were.
  case biasNotUpdated = "bias-not-updated"
  /// The gradients are the sum over the batch instead of its mean.
  case gradientNotAveraged = "gradient-not-averaged"
  /// The weights' gradients are made with the inputs of the step before.
  case staleActivations = "stale-activations"
  /// Adam multiplies by the size of the gradient, where it should divide.
  case adamMultiplies = "adam-multiplies"

  /// The layer of a blueprint to plant it in, by its position; nil where it would change nothing.
  package func position(in blueprint: NetworkBlueprint) -> Int? {
    let layers = blueprint.weightedLayers
    switch self {
    case .missingSlope:
      return layers.first { $0.activation != .identity && !blueprint.joinsLoss($0) }?.position
    case .swappedWeights: return layers.first { $0.weightCount > 1 }?.position
    case .biasNotUpdated: return layers.first { $0.hasBias }?.position
    case .wrongSign, .gradientNotAveraged, .staleActivations: return layers.last?.position
    case .adamMultiplies:
      guard case .adam = blueprint.optimizer else { return nil }
      return layers.first?.position
    }
  }

  /// What a network must have for the fault to change anything.
  package var need: String {
    switch self {
    case .missingSlope: "a layer with weights, and an activation that is not computed with the loss"
    case .swappedWeights: "a layer with two weights or more"
    case .biasNotUpdated: "a layer with biases"
    case .wrongSign, .gradientNotAveraged, .staleActivations: "a layer with weights"
    case .adamMultiplies: "a layer with weights, and Adam as its optimizer"
    }
  }
}

/// A dense layer or a convolution.
private struct WeightedLayer {
  let position: Int
  let activation: Activation
  let weightCount: Int
  let hasBias: Bool
}

extension NetworkBlueprint {
  /// The layers that have weights.
  fileprivate var weightedLayers: [WeightedLayer] {
    layers.indices.compactMap { position in
      let parameters = parameters(ofLayer: position)
      guard let weight = parameters.first(where: { $0.role == .weight }) else { return nil }
      return WeightedLayer(
        position: position, activation: layers[position].activation, weightCount: weight.count,
        hasBias: parameters.contains { $0.role == .bias })
    }
  }

  /// Whether a layer is the last to compute, and its slope cancels against the loss's.
  fileprivate func joinsLoss(_ layer: WeightedLayer) -> Bool {
    layers[(layer.position + 1)...].allSatisfy { $0 == .flatten }
      && loss.isFused(with: outputActivation)
  }
}
