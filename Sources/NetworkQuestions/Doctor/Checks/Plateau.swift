import Explanation
import NetworkDescription

extension CaseHistory {
  /// Flat ground where gradients are small, though there is something to learn beyond it.
  var plateau: Suspicion? {
    guard symptom.isPlain || isWhole else { return nil }
    var remedies: [Remedy?] = [
      Remedy(NetworkBlueprint.adamWords, blueprint.withAdam, from: start)
    ]
    if case .sgd(var kind) = blueprint.optimizer, kind.momentum == 0 {
      kind.momentum = 0.9
      remedies.append(
        Remedy("momentum of 0.9", blueprint.with(optimizer: .sgd(kind)), from: start))
    }
    let rate = blueprint.optimizer.learningRate
    return Suspicion(
      cause: .plateau,
      evidence: [
        "the loss lies still: the mean of the training's quarters is "
          + NumberText.list(losses(parts: 4))
      ] + gradientEvidence,
      remedies: remedies
        + [10.0, 0.1].map { factor in
          Remedy(
            "a learning rate of \(NumberText(rate * factor).text)",
            blueprint.with(learningRate: rate * factor), from: start)
        } + otherSeeds(2), advice: "momentum or adam, another learning rate, or other first weights"
    )
  }
}
