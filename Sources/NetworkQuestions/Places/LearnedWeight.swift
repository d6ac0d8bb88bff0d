import NetworkDescription
import NeuronGraph

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
        LearnedWeight(weight: weight, place: $0.first, uses: $0.count)
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
    switch named(name) {
    case .link(let link)?: return try learned(link.weight, at: .link(link.name), called: name)
    case .neuron(let neuron)?:
      guard let bias = neuron.bias else { throw .nothingLearned(name: name, what: "no bias") }
      return try learned(bias, at: .bias(neuron.name), called: name)
    case nil:
      throw .unknown(name: name, what: "link or neuron", nearest: nearestNames(to: name))
    }
  }

  private func learned(
    _ weight: Weight, at place: WeightPlace, called name: String
  ) throws(QuestionError) -> LearnedWeight {
    guard weight.isLearned else {
      throw .nothingLearned(name: name, what: "a weight that training leaves alone")
    }
    return LearnedWeight(weight: weight, place: place, uses: weightUses[weight]?.count ?? 1)
  }
}
