import NetworkDescription

/// The weights of a layer that has a penalty on large weights.
struct PenalizedWeights {
  /// The layer's number; the inputs are layer 0.
  let layer: Int
  let penalty: Penalty
  /// Every weight once, even if links share it.
  let weights: [Weight]

  /// What the weights cost at present.
  func cost() -> PenaltyCost {
    PenaltyCost(
      sizes: weights.reduce(0) { $0 + abs($1.value) },
      squares: weights.reduce(0) { $0 + $1.value * $1.value }, penalty: penalty)
  }
}

/// What weights cost: λ₁·Σ|w| + λ₂·Σw²/2.
struct PenaltyCost {
  /// Σ|w|, the sum of their sizes.
  let sizes: Double
  /// Σw², the sum of their squares.
  let squares: Double
  let total: Double

  init(sizes: Double, squares: Double, penalty: Penalty) {
    self.sizes = sizes
    self.squares = squares
    // A λ of 0 asks nothing, not even of squares that overflow.
    let ofSizes = penalty.l1 == 0 ? 0 : penalty.l1 * sizes
    let ofSquares = penalty.l2 == 0 ? 0 : penalty.l2 * (0.5 * squares)
    total = ofSizes + ofSquares
  }
}

extension Penalty {
  /// The gradient of a weight with that of its penalty, λ₁·sign(w) + λ₂·w; the sign of 0 is 0.
  @inline(__always)
  func added(to gradient: Double, at weight: Double) -> Double {
    let sign: Double = weight > 0 ? 1 : weight < 0 ? -1 : 0
    return gradient + l1 * sign + l2 * weight
  }
}

extension NeuronNetwork {
  /// What all weights cost together at present; 0 where no layer has a penalty.
  func penaltyLoss<Follower: PassFollower>(_ follower: inout Follower) -> Double {
    var total = 0.0
    for penalized in penalizedWeights {
      let cost = penalized.cost()
      follower.penaltyComputed(penalized, cost)
      total += cost.total
    }
    return total
  }

  /// The same, to learn from.
  ///
  /// - Throws: ``TrainingFault`` that names the layer whose cost is not a finite number.
  func finitePenaltyLoss<Follower: PassFollower>(
    _ follower: inout Follower
  ) throws(TrainingFault) -> Double {
    let total = penaltyLoss(&follower)
    guard !total.isFinite else { return total }
    let costly = penalizedWeights.first { !$0.cost().total.isFinite }
    throw TrainingFault(
      loss: total, sampleInBatch: 0, culprit: .penalty(layer: costly.map { $0.layer }))
  }

  /// The layers that have a penalty, with their weights.
  static func penalizedWeights(in layers: [NeuronLayer]) -> [PenalizedWeights] {
    layers.enumerated().filter { $1.penalty != .none }.map { number, layer in
      var seen: Set<ObjectIdentifier> = []
      let weights = layer.incoming.joined().map(\.weight)
      return PenalizedWeights(
        layer: number, penalty: layer.penalty,
        weights: weights.filter { seen.insert(ObjectIdentifier($0)).inserted })
    }
  }

  /// The penalty on each of these weights; none at all where no layer has one.
  static func penalties(
    on weights: [Weight], _ penalizedWeights: [PenalizedWeights]
  ) -> [Penalty] {
    guard !penalizedWeights.isEmpty else { return [] }
    var penalties: [ObjectIdentifier: Penalty] = [:]
    for penalized in penalizedWeights {
      for weight in penalized.weights { penalties[ObjectIdentifier(weight)] = penalized.penalty }
    }
    return weights.map { penalties[ObjectIdentifier($0)] ?? .none }
  }
}
