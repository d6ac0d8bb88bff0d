import NetworkDescription

/// The names of neurons, links and biases by their places in the tensors of a blueprint.
package struct NeuronNames {
  private let blueprint: NetworkBlueprint

  /// Names what a blueprint describes, as its network of neurons does.
  package init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
  }

  /// An output of a layer; the samples of a batch lie one after the other.
  func output(_ index: Int, layer: Int) -> ComparedPlace {
    let count = blueprint.outputShapes[layer].count
    return .neuron(blueprint.neuronName(index % count, ofLayer: layer))
  }

  /// A number that a layer has learned: a weight, by the first link it sits on, or a bias.
  func parameter(
    _ role: ParameterSpecification.Role, _ index: Int, layer: Int
  ) -> ComparedPlace {
    blueprint.place(of: index, in: role, ofLayer: layer).map { .weight($0) }
      ?? .number(tensor: NetworkBlueprint.tensorName(layer: layer, role), index: index)
  }
}

/// Where two numbers were compared.
package enum ComparedPlace: Hashable, Sendable, CustomStringConvertible {
  /// The output of a neuron.
  case neuron(NeuronName)
  /// A weight or a bias.
  case weight(WeightPlace)
  /// A number that sits on no link as it is: a mean or a deviation.
  case number(tensor: String, index: Int)
  /// The loss of the batch.
  case loss

  /// What people read: `1.2-2.0`, `bias 2.0`.
  package var description: String {
    switch self {
    case .neuron(let name): name.description
    case .weight(let place): place.description
    case .number(let tensor, let index): "\(tensor)[\(index)]"
    case .loss: "loss"
    }
  }
}
