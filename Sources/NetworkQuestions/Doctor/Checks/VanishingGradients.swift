import Explanation
import NetworkDescription

extension CaseHistory {
  /// Gradients that shrink from layer to layer on their way back, until the first hardly learn.
  var vanishingGradients: Suspicion? {
    let hidden = blueprint.layers.indices.filter { index in
      guard index < lastWeighingLayer ?? 0 else { return false }
      if case .ends = blueprint.layers[index].activation.traits.flatness { return true }
      return false
    }
    guard hidden.count >= 2, let first = gradientsBefore.first, let last = gradientsBefore.last,
      first.size < 0.05 * last.size
    else { return nil }
    func deeper(_ activation: Activation, _ initializer: Initializer) -> NetworkBlueprint? {
      blueprint.with(
        layers: blueprint.layers.enumerated().map { index, layer in
          hidden.contains(index)
            ? layer.with(activation: activation).with(initializer: initializer) : layer
        })
    }
    let names = Set(hidden.map { blueprint.layers[$0].activation.name }).sorted()
    return Suspicion(
      cause: .vanishingGradients,
      evidence: [
        "\(hidden.count) hidden layers of \(names.joined(separator: " and ")), whose slopes multiply "
          + "on the way back: before the first step the gradients of layer \(first.layer) were "
          + "\(NumberText(first.size / last.size).text) of those of layer \(last.layer)"
      ] + gradientEvidence, places: ["layer \(first.layer)"],
      remedies: [
        Remedy("tanh in the hidden layers", deeper(.tanh, .glorotUniform)),
        Remedy("relu in the hidden layers, first weights by heUniform", deeper(.relu, .heUniform)),
      ], advice: "relu or tanh in the hidden layers, fewer of them, or an optimizer such as adam")
  }
}
