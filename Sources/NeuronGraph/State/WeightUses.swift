import NetworkDescription

/// Where each weight sits, and how many links or neurons have it.
///
/// Where several share a weight, the first in the order of the forward pass gives it a place.
package struct WeightUses {
  private var uses: [ObjectIdentifier: (first: WeightPlace, count: Int)] = [:]
  /// A trace asks for these with every link, so they are not looked for anew each time.
  private var sharedPlaces: [ObjectIdentifier: WeightPlace] = [:]

  /// Time grows with the number of links, space with that of different weights.
  init(in layers: [NeuronLayer]) {
    for layer in layers {
      for link in layer.incoming.joined() { add(link.weight, .link(link.name)) }
    }
    for neuron in layers.lazy.flatMap({ $0.neurons }) {
      if let bias = neuron.bias { add(bias, .bias(neuron.name)) }
    }
  }

  /// Where a weight sits; nil if it is none of the network's.
  package subscript(_ weight: Weight) -> (first: WeightPlace, count: Int)? {
    uses[ObjectIdentifier(weight)]
  }

  /// The place of a weight that is learned and that several links or neurons have: that of the
  /// first of them.
  package func sharedPlace(of weight: Weight) -> WeightPlace? {
    sharedPlaces.isEmpty ? nil : sharedPlaces[ObjectIdentifier(weight)]
  }

  private mutating func add(_ weight: Weight, _ place: WeightPlace) {
    let id = ObjectIdentifier(weight)
    let first = uses[id, default: (place, 0)].first
    uses[id, default: (place, 0)].count += 1
    if weight.isLearned, uses[id]?.count == 2 { sharedPlaces[id] = first }
  }
}

extension NeuronNetwork {
  /// Where the biases sit that several neurons share, by the names of these neurons.
  ///
  /// The first neuron that has it gives a bias its place, or a link if it is on links, too.
  package var sharedBiases: [NeuronName: WeightPlace] {
    let uses = weightUses
    var biases: [NeuronName: WeightPlace] = [:]
    for neuron in layers.lazy.flatMap({ $0.neurons }) {
      if let bias = neuron.bias { biases[neuron.name] = uses.sharedPlace(of: bias) }
    }
    return biases
  }
}
