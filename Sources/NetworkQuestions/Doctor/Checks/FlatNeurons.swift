import Explanation
import NetworkDescription

extension CaseHistory {
  /// Neurons that died or saturated, so that nothing reaches the layers before them.
  var flatNeurons: Suspicion? {
    let flat = diagnosis.findings.filter { $0.illness == .dies || $0.illness == .saturates }
    guard !flat.isEmpty else { return nil }
    let rate = blueprint.optimizer.learningRate
    var leaky: NetworkBlueprint? {
      blueprint.withLayers { layer in
        layer.activation == .relu
          ? layer.with(activation: .leakyRelu(slope: 0.1)).with(initializer: .heUniform) : layer
      }
    }
    let dies = flat.contains { $0.illness == .dies }
    return Suspicion(
      cause: .flatNeurons, evidence: flat.map { $0.whatHappened } + gradientEvidence,
      places: flat.map { $0.place.description },
      remedies: [
        Remedy(
          "a tenth of the learning rate", blueprint.with(learningRate: rate / 10), from: start),
        dies ? Remedy("leakyRelu instead of relu, first weights by heUniform", leaky) : nil,
        dies
          ? Remedy(
            "leakyRelu instead of relu, first weights by heUniform, and a hundredth of the learning "
              + "rate", leaky?.with(learningRate: rate / 100)) : nil,
        Remedy(
          "first weights by glorotUniform, and a tenth of the learning rate",
          blueprint.withLayers { $0.with(initializer: .glorotUniform) }?
            .with(learningRate: rate / 10)),
      ], advice: flat[0].illness.advice)
  }
}
