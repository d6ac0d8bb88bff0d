import NetworkDescription
import NeuronGraph

/// Which listed links and which neurons move together because they share a weight or a bias.
///
/// An update is told once, with the first link that uses the weight.
struct WeightSharing {
  private var links: [LinkName: [LinkName]] = [:]
  private var neurons: [NeuronName: [NeuronName]] = [:]

  /// - Complexity: Time grows with the number of links into layers of pictures, as only those share.
  init(_ network: NeuronNetwork, listed: Listing) {
    let listedLinks = Set(listed.links)
    for layer in network.layers where layer.shape.isPicture {
      var firstLink: [ObjectIdentifier: LinkName] = [:]
      var firstNeuron: [ObjectIdentifier: NeuronName] = [:]
      for (neuron, incoming) in zip(layer.neurons, layer.incoming) {
        if let bias = neuron.bias {
          let first = firstNeuron[ObjectIdentifier(bias)] ?? neuron.name
          firstNeuron[ObjectIdentifier(bias)] = first
          neurons[first, default: []].append(neuron.name)
        }
        for link in incoming {
          let first = firstLink[ObjectIdentifier(link.weight)] ?? link.name
          firstLink[ObjectIdentifier(link.weight)] = first
          if listedLinks.contains(link.name) { links[first, default: []].append(link.name) }
        }
      }
    }
  }

  func links(movedWith link: LinkName) -> [LinkName] { links[link] ?? [link] }
  func neurons(movedWith neuron: NeuronName) -> [NeuronName] { neurons[neuron] ?? [neuron] }
}
