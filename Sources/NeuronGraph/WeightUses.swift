/// Where each weight sits: the first of its links or neurons, and how many there are.
///
/// Where several links share a weight, the first in the order of the forward pass gives it a name.
struct WeightUses {
  /// What has a weight.
  enum User {
    /// A link; the weight is the factor on it.
    case link(Link)
    /// A neuron; the weight is its bias.
    case bias(Neuron)
  }

  private var uses: [ObjectIdentifier: (first: User, count: Int)] = [:]

  /// Time grows with the number of links, space with that of different weights.
  init(in layers: [NeuronLayer]) {
    for layer in layers {
      for link in layer.incoming.joined() { add(link.weight, .link(link)) }
    }
    for neuron in layers.lazy.flatMap(\.neurons) {
      if let bias = neuron.bias { add(bias, .bias(neuron)) }
    }
  }

  /// Where a weight sits; nil if it is none of the network's.
  subscript(_ weight: Weight) -> (first: User, count: Int)? { uses[ObjectIdentifier(weight)] }

  /// The name of a weight that several links or neurons have: that of the first of them.
  func sharedName(_ weight: Weight) -> String? {
    guard weight.isTrainable, let use = self[weight], use.count > 1 else { return nil }
    switch use.first {
    case .link(let link): return link.name
    case .bias(let neuron): return neuron.name
    }
  }

  private mutating func add(_ weight: Weight, _ user: User) {
    uses[ObjectIdentifier(weight), default: (user, 0)].count += 1
  }
}

extension NeuronNetwork {
  /// What the biases are called that several neurons share, by the names of these neurons.
  ///
  /// The first neuron that has it gives a bias its name, or a link if it is on links, too.
  package var sharedBiases: [String: String] {
    let uses = weightUses
    let named = layers.lazy.flatMap(\.neurons).compactMap { neuron in
      neuron.bias.flatMap(uses.sharedName).map { (neuron.name, $0) }
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}
