import NetworkDescription
import NeuronGraph

/// Proving gradients without calculus: nudge a weight and see what the loss does.
extension NeuronNetwork {
  /// Compares one gradient with what the loss really does.
  ///
  /// - Parameters:
  ///   - name: A link, `0.1-1.0`, or a neuron, `1.0`, for its bias.
  ///   - inputs: A number for each input neuron.
  ///   - targets: A number for each output neuron.
  ///   - lie: A claim that was falsified on purpose; see ``PlantedLie``.
  /// - Throws: ``QuestionError`` for an unknown name, a wrong number of values, or a loss that is not a
  ///   finite number.
  /// - Complexity: Two passes for the gradient, and five forward passes.
  public func prove(
    _ name: String, inputs: [Double], targets: [Double], lie: PlantedLie? = nil
  ) throws(QuestionError) -> Proof {
    let learned = try learnedWeight(named: name)
    return try QuestionError.ofNetwork(
      prove([learned], inputs: inputs, targets: targets, lie: lie)[0])
  }

  /// Compares every gradient with what the loss really does, those first that are furthest apart.
  ///
  /// What disagrees comes before what agrees; among each, the largest relative error comes first.
  ///
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  /// - Complexity: Four forward passes for every weight.
  public func proveAll(
    inputs: [Double], targets: [Double], lie: PlantedLie? = nil
  ) throws(NetworkError) -> [Proof] {
    try prove(learnedWeights, inputs: inputs, targets: targets, lie: lie).ordered { left, right in
      left.agrees == right.agrees
        ? left.relativeError > right.relativeError : !left.agrees
    }
  }

  private func prove(
    _ weights: [LearnedWeight], inputs: [Double], targets: [Double], lie: PlantedLie?
  ) throws(NetworkError) -> [Proof] {
    let (gradients, _) = try gradientOfEachWeight(inputs: inputs, targets: targets)
    var claims = weights.map { gradients[ObjectIdentifier($0.weight)] ?? 0 }
    // While the neurons still hold the numbers of the backward pass.
    if let lie {
      for (index, learned) in weights.enumerated() where learned.place == lie.place {
        claims[index] = lie.claim(of: claims[index], in: self)
      }
    }
    let penalties = penaltyOfEachWeight
    let nudge = try Nudge(self, inputs: inputs, targets: targets)
    return try zip(weights, claims).map { (learned, claim) throws(NetworkError) in
      try nudge.proof(
        of: learned, sensitivity: claim,
        penalty: penalties[ObjectIdentifier(learned.weight)] ?? .none)
    }
  }

  /// The penalty on the weights of layers that have one.
  private var penaltyOfEachWeight: [ObjectIdentifier: Penalty] {
    var penalties: [ObjectIdentifier: Penalty] = [:]
    for layer in layers where layer.penalty != .none {
      for link in layer.incoming.joined() {
        penalties[ObjectIdentifier(link.weight)] = layer.penalty
      }
    }
    return penalties
  }
}
