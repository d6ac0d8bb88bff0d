import NetworkDescription
import NeuronGraph

/// Writes down how the weights of a step move: what gradients and weights are before and after.
struct TracedUpdate {
  private let network: NeuronNetwork
  private let uses: WeightUses

  init(_ network: NeuronNetwork) {
    self.network = network
    uses = network.weightUses
  }

  /// Moves the weights as `update(batchSize:)` does, event by event.
  func trace(batchSize: Int, _ observe: (TraceEvent) -> Void) {
    let weights = network.learnableWeights
    let optimizer = network.optimizer
    let step = network.stepCount
    let rate = optimizer.learningRate(at: step)

    network.averageGradients(over: batchSize)
    let ofSamples = weights.map { $0.gradient }
    network.addPenaltyGradients()
    let gradients = weights.map { $0.gradient }
    let before = weights.map { $0.value }
    let earlier = network.optimizerMemory
    network.moveWeights()
    let later = network.optimizerMemory

    let slots = optimizer.memoryNames.indices
    let penalties = penaltiesOfWeights()
    let moved = network.movedBeforePull
    // The optimizer remembers nothing of what is frozen.
    var remembered = -1
    for (index, weight) in weights.enumerated() {
      if weight.isTrainable { remembered += 1 }
      guard let use = uses[weight] else { continue }
      let penalty = penalties[ObjectIdentifier(weight)] ?? .none
      let slots = weight.isTrainable ? slots : 0..<0
      let move = TraceEvent.WeightMove(
        before: before[index], uses: use.count, gradient: gradients[index], after: weight.value,
        gradientOfSamples: ofSamples[index], penalty: penalty,
        moved: moved[ObjectIdentifier(weight)], isFrozen: weight.isFrozen, optimizer: optimizer,
        learningRate: rate, step: step,
        earlierMemory: slots.map { earlier[remembered][$0] },
        memory: slots.map { later[remembered][$0] })
      switch use.first {
      case .link(let name):
        let link = TracedLink(name, sharedWeight: uses.sharedPlace(of: weight))
        observe(.weightUpdate(.init(link: link, move: move)))
      case .bias(let name): observe(.biasUpdate(.init(neuron: name, move: move)))
      }
    }
  }

  /// The penalty on each weight that has one.
  private func penaltiesOfWeights() -> [ObjectIdentifier: Penalty] {
    var penalties: [ObjectIdentifier: Penalty] = [:]
    for layer in network.layers where layer.penalty != .none {
      for link in layer.incoming.joined() {
        penalties[ObjectIdentifier(link.weight)] = layer.penalty
      }
    }
    return penalties
  }
}
