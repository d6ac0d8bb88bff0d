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
    let weights = network.trainableWeights
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
    for (index, weight) in weights.enumerated() {
      guard let use = uses[weight] else { continue }
      let move = TraceEvent.WeightMove(
        before: before[index], uses: use.count, gradient: gradients[index], after: weight.value,
        gradientOfSamples: ofSamples[index], penalty: penalties[ObjectIdentifier(weight)] ?? .none,
        optimizer: optimizer, learningRate: rate, step: step,
        earlierMemory: slots.map { earlier[index][$0] }, memory: slots.map { later[index][$0] })
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
