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
      layer: layer, penalty: penalty, sizes: weights.reduce(0) { $0 + abs($1.value) },
      squares: weights.reduce(0) { $0 + $1.value * $1.value })
  }

  /// Adds how much the cost changes to the weights' gradients.
  func addGradients() {
    for weight in weights {
      weight.gradient = penalty.added(to: weight.gradient, at: weight.value)
    }
  }
}

/// What the weights of a layer cost: λ₁·Σ|w| + λ₂·Σw²/2.
package struct PenaltyCost {
  /// The layer's number; the inputs are layer 0.
  package let layer: Int
  /// The λs.
  package let penalty: Penalty
  /// Σ|w|, the sum of the weights' sizes.
  package let sizes: Double
  /// Σw², the sum of their squares.
  package let squares: Double
  /// The cost.
  package let total: Double

  init(layer: Int, penalty: Penalty, sizes: Double, squares: Double) {
    self.layer = layer
    self.penalty = penalty
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
  ///
  /// Without λ₁'s part where that is a pull of its own; see `ZeroPull.swift`.
  @inline(__always)
  func added(to gradient: Double, at weight: Double) -> Double {
    let sign: Double = weight > 0 ? 1 : weight < 0 ? -1 : 0
    return gradient + l1OfGradient * sign + l2 * weight
  }
}

extension NeuronNetwork {
  /// What large weights cost at present, layer by layer; empty where no layer has a penalty.
  package var penaltyCosts: [PenaltyCost] { penalizedWeights.map { $0.cost() } }

  /// What all weights cost together at present; 0 where no layer has a penalty.
  var penalty: Double { penaltyCosts.reduce(0) { $0 + $1.total } }

  /// The same, to learn from.
  ///
  /// - Throws: `NetworkError` that names the layer whose cost is not a finite number.
  package func finitePenalty() throws(NetworkError) -> Double {
    let costs = penaltyCosts
    let total = costs.reduce(0) { $0 + $1.total }
    guard !total.isFinite else { return total }
    let costly = costs.first { !$0.total.isFinite }
    throw .notFinite(
      TrainingFault(
        loss: total, sampleInBatch: 0, culprit: .penalty(layer: costly.map { $0.layer })))
  }

  /// The layers that have a penalty, with their weights.
  static func penalizedWeights(in layers: [NeuronLayer]) -> [PenalizedWeights] {
    layers.enumerated().filter { $1.penalty != .none }.map { number, layer in
      var seen: Set<ObjectIdentifier> = []
      let weights = layer.incoming.joined().map { $0.weight }
      return PenalizedWeights(
        layer: number, penalty: layer.penalty,
        weights: weights.filter { seen.insert(ObjectIdentifier($0)).inserted })
    }
  }
}
