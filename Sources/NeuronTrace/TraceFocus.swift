import NetworkDescription
import NeuronGraph

/// What in a training step is about one neuron, of the very many events of a large network.
///
/// Forward, everything that its output is made of, link by link back to the inputs (`Ancestry`).
/// Then the loss; backward, what is pushed to it, how it turns back, and what its own links learn
/// and push on; and how its weights and its bias move. A softmax neuron comes with its group.
public struct TraceFocus: Sendable {
  private let ancestors: Set<NeuronName>
  private let group: Set<NeuronName>
  /// Where the weights of the group's links, and its biases, are told.
  private let weights: Set<WeightPlace>

  /// Finds out what a neuron has to do with; nil if there is no neuron of that name.
  public init?(on neuron: NeuronName, in network: NeuronNetwork) {
    guard let ancestry = network.ancestry(of: neuron), let own = ancestry.generations.first else {
      return nil
    }
    ancestors = ancestry.names
    // The youngest generation is the neuron itself, with its group if it has one.
    group = Set(own.neurons.map { $0.name })
    let uses = network.weightUses
    var weights = Set(own.links.map { uses.sharedPlace(of: $0.weight) ?? .link($0.name) })
    for neuron in own.neurons {
      if let bias = neuron.bias { weights.insert(uses.sharedPlace(of: bias) ?? .bias(neuron.name)) }
    }
    self.weights = weights
  }

  /// Whether an event is about the neuron.
  public func includes(_ event: TraceEvent) -> Bool {
    switch event {
    case .input(let event): ancestors.contains(event.neuron)
    case .neuronForward(let event): ancestors.contains(event.neuron)
    case .dropoutLot(let event): ancestors.contains(event.link.to)
    case .poolingChoice(let event): ancestors.contains(event.link.to)
    case .linkForward(let event): ancestors.contains(event.link.to)
    case .loss, .penalty, .outputSensitivity: true
    case .neuronBackward(let event): group.contains(event.neuron)
    case .linkBackward(let event):
      group.contains(event.link.from) || group.contains(event.link.to)
    case .weightUpdate(let event): weights.contains(.link(event.link.name))
    case .biasUpdate(let event): weights.contains(.bias(event.neuron))
    }
  }
}
