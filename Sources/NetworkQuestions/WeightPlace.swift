import Explanation
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

  /// The place of whatever is the first to use a weight.
  init(_ user: WeightUses.User) {
    switch user {
    case .link(let link): self.init(link)
    case .bias(let neuron): self.init(biasOf: neuron)
    }
  }
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
    let uses = weightUses
    return trainableWeights.compactMap { weight in
      uses[weight].map {
        LearnedWeight(weight: weight, place: WeightPlace($0.first), uses: $0.count)
      }
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
    return LearnedWeight(weight: weight, place: place, uses: weightUses[weight]?.count ?? 1)
  }
}
