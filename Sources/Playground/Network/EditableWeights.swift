import NetworkDescription
import NeuronGraph

extension NeuronNetwork {
  /// The weight of a link, or the bias of a neuron, that training moves.
  func editableWeight(_ kind: String, _ name: String) throws(PlaygroundError) -> Weight {
    let weight: Weight?
    if kind == "bias" {
      guard let wanted = NeuronName(name),
        let neuron = layers.lazy.flatMap({ $0.neurons }).first(where: { $0.name == wanted })
      else { throw missing("neuron", name, "a neuron is named layer.index, such as 1.0") }
      weight = neuron.bias
    } else {
      guard let wanted = LinkName(name), let link = links.first(where: { $0.name == wanted })
      else { throw missing("link", name, "a link is named from-to, such as 0.1-1.0") }
      weight = link.weight
    }
    guard let weight, weight.isTrainable else {
      throw .badValue(what: kind, expected: "one that training moves", found: name)
    }
    return weight
  }

  private func missing(_ what: String, _ name: String, _ advice: String) -> PlaygroundError {
    .missing(what: "\(what) \(name)", advice: advice)
  }
}
