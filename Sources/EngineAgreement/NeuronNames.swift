import NetworkBlueprint
import NeuronGraph

/// The names of neurons, links and biases by their places in the tensors of a blueprint.
package struct NeuronNames {
  /// The names of each neuron layer; those of a flatten layer are its input's.
  private let outputs: [[String]]
  private let inputs: [String]

  /// Takes the names from the network of neurons that the blueprint makes.
  package init(_ blueprint: NetworkBlueprint, _ network: NeuronNetwork) {
    var wired = network.layers.map { $0.neurons.map(\.name) }[...]
    inputs = wired.removeFirst()
    var outputs: [[String]] = []
    for layer in blueprint.layers {
      let before = outputs.last ?? inputs
      outputs.append(layer == .flatten ? before : wired.popFirst() ?? [])
    }
    self.outputs = outputs
  }

  /// An output of a layer; the samples of a batch lie one after the other.
  func output(_ index: Int, layer: Int) -> Place {
    .neuron(outputs[layer][index % outputs[layer].count])
  }

  /// A number that a layer has learned: a weight, by the link it sits on, or a bias.
  func parameter(_ role: ParameterSpecification.Role, _ index: Int, layer: Int) -> Place {
    guard role == .weight else { return .bias(outputs[layer][index]) }
    let sources = layer == 0 ? inputs : outputs[layer - 1]
    let targets = outputs[layer]
    return .link("\(sources[index / targets.count])-\(targets[index % targets.count])")
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
  /// The loss of the batch.
  case loss

  /// What people read: `1.2-2.0`, `bias 2.0`.
  package var description: String {
    switch self {
    case .neuron(let name), .link(let name): name
    case .bias(let name): "bias \(name)"
    case .loss: "loss"
    }
  }
}
