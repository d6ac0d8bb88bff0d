import Explanation
import NetworkDescription

extension CaseHistory {
  /// Large weights that cost so much that keeping them small is all that training does.
  var penaltyOutweighsLoss: Suspicion? {
    let hasPenalty = blueprint.layers.contains { $0.penalty != .none }
    let decay = weightDecay
    guard hasPenalty || decay > 0 else { return nil }
    let (before, after) = (weightSize(start), weightSize(end))
    let cost = penaltyCost(start)
    // Where neurons are dead, nothing but the penalty moves their weights; it did not kill them.
    let isAlive = !diagnosis.findings.contains { $0.illness == .dies }
    guard isAlive && after < 0.3 * before || cost > 0.25 * constant.loss else { return nil }
    let shrunk =
      "the weights' root mean square went from \(NumberText(before).text) to "
      + "\(NumberText(after).text)"
    let price =
      "large weights cost \(NumberText(cost).text) at the start and "
      + "\(NumberText(outcome.penalty).text) at the end, where the loss of the answers is "
      + "\(NumberText(outcome.loss).text)"
    let weaker: [Remedy?] = [10.0, 100].map { factor in
      Remedy(
        "a penalty \(Int(factor)) times weaker",
        blueprint.withLayers { layer in
          var penalty = layer.penalty
          penalty.l1 /= factor
          penalty.l2 /= factor
          return layer.with(penalty: penalty)
        }, from: start)
    }
    return Suspicion(
      cause: .penalty, evidence: (hasPenalty ? [price] : []) + [shrunk],
      remedies: (hasPenalty ? weaker : []) + [
        Remedy("no penalty and no weight decay", withoutPenalty, from: start)
      ], advice: "a smaller penalty: the loss of the answers has to be worth more than it")
  }

  /// What share of a weight the optimizer takes off it in a step, besides the gradient.
  private var weightDecay: Double {
    if case .adamw(let kind) = blueprint.optimizer { kind.weightDecay } else { 0 }
  }

  private var withoutPenalty: NetworkBlueprint? {
    var optimizer = blueprint.optimizer
    if case .adamw(let kind) = optimizer { optimizer = .adam(kind.adam) }
    return blueprint.with(
      layers: blueprint.layers.map { $0.with(penalty: .none) }, optimizer: optimizer)
  }

  private func weightSize(_ parameters: Parameters) -> Double {
    blueprint.layers.indices.flatMap { index in
      parameters[NetworkBlueprint.tensorName(layer: index, .weight)]?.values ?? []
    }.rootMeanSquare
  }

  private func penaltyCost(_ parameters: Parameters) -> Double {
    blueprint.layers.enumerated().reduce(0) { total, entry in
      let (index, layer) = entry
      let name = NetworkBlueprint.tensorName(layer: index, .weight)
      return (parameters[name]?.values ?? []).reduce(total) {
        $0 + layer.penalty.l1 * abs($1) + layer.penalty.l2 * $1 * $1 / 2
      }
    }
  }
}
