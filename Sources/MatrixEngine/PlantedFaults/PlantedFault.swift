import NetworkBlueprint

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
    let dense = blueprint.layers.enumerated().compactMap { position, layer in
      if case .dense(let dense) = layer { (position, dense) } else { nil }
    }
    switch self {
    case .missingSlope:
      return dense.first { $1.activation != .identity && !blueprint.joinsLoss(layer: $0) }?.0
    case .swappedWeights:
      return dense.first { blueprint.inputShape(ofLayer: $0).count * $1.units > 1 }?.0
    case .biasNotUpdated: return dense.first { $1.useBias }?.0
    case .wrongSign, .gradientNotAveraged, .staleActivations: return dense.last?.0
    case .adamMultiplies:
      guard case .adam = blueprint.optimizer else { return nil }
      return dense.first?.0
    }
  }

  /// What a network must have for the fault to change anything.
  package var need: String {
    switch self {
    case .missingSlope: "a dense layer with an activation that is not computed with the loss"
    case .swappedWeights: "a dense layer with two weights or more"
    case .biasNotUpdated: "a dense layer with biases"
    case .wrongSign, .gradientNotAveraged, .staleActivations: "a dense layer"
    case .adamMultiplies: "a dense layer, and Adam as its optimizer"
    }
  }
}

extension NetworkBlueprint {
  /// Whether a layer is the last to compute, and its slope cancels against the loss's.
  fileprivate func joinsLoss(layer: Int) -> Bool {
    layers[(layer + 1)...].allSatisfy { $0 == .flatten }
      && loss.isComputedTogether(with: outputActivation)
  }
}
