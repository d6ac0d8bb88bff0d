import NetworkDescription

/// Everything that one neuron's output is made of, link by link back to the inputs.
///
/// For a neuron of a convolution the inputs among its ancestors are what is called its receptive
/// field: the pixels it can see.
public struct Ancestry {
  /// A layer with the ancestors in it.
  public struct Generation {
    /// The layer's number; the inputs are layer 0.
    public let layer: Int
    /// The neurons of the layer that have a say, in their order.
    public let neurons: [Neuron]
    /// The links that lead to them, in the order of the forward pass.
    public let links: [Link]
  }

  /// The generations, the neuron's own first, the oldest last; layers without ancestors are left
  /// out.
  public let generations: [Generation]

  package let names: Set<NeuronName>

  /// Whether a neuron, by its name, is the one itself or has a say in it.
  public func contains(_ neuron: NeuronName) -> Bool { names.contains(neuron) }

  /// Follows the links of a neuron back.
  ///
  /// A softmax neuron depends on the sums of its whole group, so the group belongs to it. A link
  /// whose weight is 0 at the moment, as most links of a pooling neuron are, is a link.
  init(of neuron: Neuron, in layers: [NeuronLayer]) {
    var wanted: Set<ObjectIdentifier> = [ObjectIdentifier(neuron)]
    var names: Set<NeuronName> = []
    var generations: [Generation] = []
    for (number, layer) in layers.enumerated().reversed() {
      for group in layer.softmaxGroups
      where group.neurons.contains(where: { wanted.contains(ObjectIdentifier($0)) }) {
        wanted.formUnion(group.neurons.map(ObjectIdentifier.init))
      }
      let members = layer.neurons.indices.filter {
        wanted.contains(ObjectIdentifier(layer.neurons[$0]))
      }
      guard !members.isEmpty else { continue }
      let links = members.flatMap { layer.incoming[$0] }
      wanted.formUnion(links.map { ObjectIdentifier($0.source) })
      let neurons = members.map { layer.neurons[$0] }
      names.formUnion(neurons.map { $0.name })
      generations.append(Generation(layer: number, neurons: neurons, links: links))
    }
    self.generations = generations
    self.names = names
  }
}

extension NeuronNetwork {
  /// Everything that the output of a neuron is made of, link by link back to the inputs.
  ///
  /// - Returns: nil if there is no neuron of that name.
  /// - Complexity: Grows with the number of neurons, and of the links that are found.
  public func ancestry(of name: NeuronName) -> Ancestry? {
    let neuron = layers.lazy.flatMap { $0.neurons }.first { $0.name == name }
    return neuron.map { Ancestry(of: $0, in: layers) }
  }
}
