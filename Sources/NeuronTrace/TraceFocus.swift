import NeuronGraph

/// What in a training step is about one neuron, of the very many events of a large network.
///
/// Forward, everything that its output is made of, link by link back to the inputs (``Ancestry``).
/// Then the loss; backward, what is pushed to it, how it turns back, and what its own links learn
/// and push on; and how its weights and its bias move. A softmax neuron comes with its group.
public struct TraceFocus: Sendable {
  private let ancestors: Set<String>
  private let group: Set<String>
  /// The names by which the weights of the group's links, and its biases, are told.
  private let weights: Set<String>

  /// Finds out what a neuron has to do with; nil if there is no neuron of that name.
  public init?(on neuron: String, in network: NeuronNetwork) {
    guard let ancestry = network.ancestry(of: neuron), let own = ancestry.generations.first else {
      return nil
    }
    ancestors = ancestry.names
    // The youngest generation is the neuron itself, with its group if it has one.
    group = Set(own.neurons.map(\.name))
    let uses = network.weightUses
    var weights = Set(own.links.map { uses.sharedName($0.weight) ?? $0.name })
    for neuron in own.neurons {
      if let bias = neuron.bias { weights.insert(uses.sharedName(bias) ?? neuron.name) }
    }
    self.weights = weights
  }

  /// Whether an event is about the neuron.
  public func includes(_ event: TraceEvent) -> Bool {
    switch event {
    case .input(let neuron, _), .neuronForward(let neuron, _, _, _, _, _):
      ancestors.contains(neuron)
    case .dropoutLot(let link, _, _, _), .poolingChoice(let link, _, _),
      .linkForward(let link, _, _, _):
      ancestors.contains(link.to)
    case .loss, .penalty, .outputSensitivity: true
    case .neuronBackward(let neuron, _, _, _, _): group.contains(neuron)
    case .linkBackward(let link, _, _, _, _, _):
      group.contains(link.from) || group.contains(link.to)
    case .weightUpdate(let link, _): weights.contains(link.link)
    case .biasUpdate(let neuron, _): weights.contains(neuron)
    }
  }
}
