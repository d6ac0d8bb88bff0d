/// Where each weight sits: the first of its links or neurons, and how many there are.
///
/// Where several links share a weight, the first in the order of the forward pass gives it a name.
package struct WeightUses {
  /// What has a weight.
  package enum User {
    /// A link; the weight is the factor on it.
    case link(Link)
    /// A neuron; the weight is its bias.
    case bias(Neuron)

    /// The name of the link or the neuron.
    package var name: String {
      switch self {
      case .link(let link): link.name
      case .bias(let neuron): neuron.name
      }
    }

    fileprivate var weight: Weight? {
      switch self {
      case .link(let link): link.weight
      case .bias(let neuron): neuron.bias
      }
    }
  }

  private var uses: [ObjectIdentifier: (first: User, count: Int)] = [:]
  /// A trace asks for these with every link, so they are not put together anew each time.
  private var sharedNames: [ObjectIdentifier: String] = [:]

  /// Time grows with the number of links, space with that of different weights.
  init(in layers: [NeuronLayer]) {
    for layer in layers {
      for link in layer.incoming.joined() { add(link.weight, .link(link)) }
    }
    for neuron in layers.lazy.flatMap(\.neurons) {
      if let bias = neuron.bias { add(bias, .bias(neuron)) }
    }
    for (id, use) in uses where use.count > 1 && use.first.weight?.isTrainable == true {
      sharedNames[id] = use.first.name
    }
  }

  /// Where a weight sits; nil if it is none of the network's.
  package subscript(_ weight: Weight) -> (first: User, count: Int)? {
    uses[ObjectIdentifier(weight)]
  }

  /// The name of a weight that several links or neurons have: that of the first of them.
  package func sharedName(_ weight: Weight) -> String? {
    sharedNames.isEmpty ? nil : sharedNames[ObjectIdentifier(weight)]
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
