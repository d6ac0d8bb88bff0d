import NeuronGraph

/// Where something that is learned sits: the weight of a link, or the bias of a neuron.
///
/// People name a link `0.1-1.0` and a bias by its neuron, `1.0`.
public struct WeightPlace: Sendable, Hashable {
  /// Whether it is a link's weight or a neuron's bias.
  public enum Kind: String, Sendable, Hashable {
    /// The weight of a link.
    case link
    /// The bias of a neuron.
    case bias
  }

  /// What it is.
  public let kind: Kind
  /// The name of the link, `from-to`, or of the neuron, `layer.index`.
  public let name: String

  /// The place of a link's weight.
  init(_ link: Link) { (kind, name) = (.link, link.name) }

  /// The place of a neuron's bias.
  init(biasOf neuron: Neuron) { (kind, name) = (.bias, neuron.name) }
}

extension WeightPlace: CustomStringConvertible {
  /// What people read: `0.1-1.0`, `bias 1.0`.
  public var description: String { kind == .bias ? "bias \(name)" : name }
}

/// A weight with its first place, and how many links or neurons use it.
struct LearnedWeight {
  let weight: Weight
  let place: WeightPlace
  /// More than one where it is shared.
  let uses: Int
}

extension NeuronNetwork {
  /// Every weight and bias that training moves, each of them once, in the order of the passes.
  var learnedWeights: [LearnedWeight] {
    var places: [ObjectIdentifier: WeightPlace] = [:]
    var uses: [ObjectIdentifier: Int] = [:]
    for layer in layers {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for link in links where link.weight.isTrainable {
          let id = ObjectIdentifier(link.weight)
          uses[id, default: 0] += 1
          // Names are made for those only that are the first to use a weight.
          if uses[id] == 1 { places[id] = WeightPlace(link) }
        }
        if let bias = neuron.bias, bias.isTrainable {
          let id = ObjectIdentifier(bias)
          uses[id, default: 0] += 1
          if uses[id] == 1 { places[id] = WeightPlace(biasOf: neuron) }
        }
      }
    }
    return trainableWeights.compactMap { weight in
      let id = ObjectIdentifier(weight)
      return places[id].map { LearnedWeight(weight: weight, place: $0, uses: uses[id] ?? 1) }
    }
  }

  /// The place that a name stands for: a link, `0.1-1.0`, or a neuron with a bias, `1.0`.
  ///
  /// - Throws: ``QuestionError`` with the nearest names if there is none, or nothing is learned.
  public func weightPlace(named name: String) throws(QuestionError) -> WeightPlace {
    try learnedWeight(named: name).place
  }

  /// The weight that a name stands for: a link's, `0.1-1.0`, or a neuron's bias, `1.0`.
  ///
  /// - Throws: ``QuestionError`` with the nearest names if there is no such link or neuron, or if
  ///   it has nothing that is learned.
  func learnedWeight(named name: String) throws(QuestionError) -> LearnedWeight {
    let place: WeightPlace
    let weight: Weight
    if let found = try named(name) {
      switch found {
      case .link(let link): (place, weight) = (WeightPlace(link), link.weight)
      case .neuron(let neuron):
        guard let bias = neuron.bias else { throw .nothingLearned(name: name, what: "no bias") }
        (place, weight) = (WeightPlace(biasOf: neuron), bias)
      }
    } else {
      throw .unknown(name: name, what: "link or neuron", nearest: nearestNames(to: name))
    }
    guard weight.isTrainable else {
      throw .nothingLearned(name: name, what: "a weight that training leaves alone")
    }
    let links = links.count { $0.weight === weight }
    let biases = layers.reduce(0) { $0 + $1.neurons.count { $0.bias === weight } }
    return LearnedWeight(weight: weight, place: place, uses: links + biases)
  }
}
