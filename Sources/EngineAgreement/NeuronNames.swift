import NetworkDescription

/// The names of neurons, links and biases by their places in the tensors of a blueprint.
package struct NeuronNames {
  private let blueprint: NetworkBlueprint

  /// Names what a blueprint describes, as its network of neurons does.
  package init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
  }

  /// An output of a layer; the samples of a batch lie one after the other.
  func output(_ index: Int, layer: Int) -> Place {
    let count = blueprint.outputShapes[layer].count
    return .neuron(blueprint.neuronName(index % count, ofLayer: layer))
  }

  /// A number that a layer has learned: a weight, by the first link it sits on, or a bias.
  func parameter(_ role: ParameterSpecification.Role, _ index: Int, layer: Int) -> Place {
    switch blueprint.place(of: index, in: role, ofLayer: layer) {
    case .link(let from, let to)?: .link("\(from)-\(to)")
    case .bias(let neuron)?: .bias(neuron)
    case nil: .number("\(NetworkBlueprint.tensorName(layer: layer, role))[\(index)]")
    }
  }
}

/// Where two numbers were compared.
package enum Place: Hashable, Sendable, CustomStringConvertible {
  /// The output of a neuron, `layer.index`.
  case neuron(String)
  /// A link, `from-to`, or its weight.
  case link(String)
  /// The bias of a neuron.
  case bias(String)
  /// A number that sits on no link as it is: a mean or a deviation.
  case number(String)
  /// The loss of the batch.
  case loss

  /// What people read: `1.2-2.0`, `bias 2.0`.
  package var description: String {
    switch self {
    case .neuron(let name), .link(let name), .number(let name): name
    case .bias(let name): "bias \(name)"
    case .loss: "loss"
    }
  }
}
