import Explanation
import NetworkDescription

extension CaseHistory {
  /// A place where part is learned and no small step leads to the rest, such as XOR at 0, ½, 1, ½.
  var deadEnd: Suspicion? {
    guard symptom == .partlyLearned || symptom == .oneClass, isWhole || !isFalling else {
      return nil
    }
    let quarters = losses(parts: 4)
    var evidence = [
      "the loss no longer falls much: the mean of the training's quarters is "
        + NumberText.list(quarters)
    ]
    if samples.inputs.count <= 8, blueprint.input.count <= 4 {
      let rows = samples.inputs.indices.map { row in
        "\(NumberText.list(samples.inputs[row])) → \(NumberText.list(outcome.outputs[row])) "
          + "(target \(NumberText.list(samples.targets[row])))"
      }
      evidence.append("the answers: " + rows.joined(separator: "; "))
    }
    return Suspicion(
      cause: .deadEnd, evidence: evidence + gradientEvidence,
      remedies: otherSeeds(4) + [
        Remedy("twice as many hidden neurons", wider),
        Remedy("twice as many hidden neurons, and \(NetworkBlueprint.adamWords)", wider?.withAdam),
      ],
      advice: "other first weights (--seed), or more hidden neurons, which leave fewer dead ends")
  }

  /// Other first weights, and another order of the samples.
  func otherSeeds(_ count: Int) -> [Remedy?] {
    (1...count).map { offset in
      let seed = blueprint.seed &+ UInt64(offset)
      return Remedy("other first weights: --seed \(seed)", blueprint.with(seed: seed))
    }
  }

  private var wider: NetworkBlueprint? {
    guard hasHiddenLayer, let last = lastWeighingLayer else { return nil }
    return blueprint.with(
      layers: blueprint.layers.enumerated().map { index, layer in
        guard index < last, case .dense(var dense) = layer else { return layer }
        dense.units *= 2
        return .dense(dense)
      })
  }
}
