import Explanation
import NeuronGraph

/// Which listed links and which neurons move together because they share a weight or a bias.
///
/// An update is told once, with the first link that uses the weight.
struct WeightSharing {
  private var links: [LinkEnds: [LinkEnds]] = [:]
  private var neurons: [String: [String]] = [:]

  /// - Complexity: Time grows with the number of links into layers of pictures, as only those share.
  init(_ network: NeuronNetwork, listed: Listing) {
    let listedLinks = Set(listed.links)
    for layer in network.layers where layer.shape.isPicture {
      var firstLink: [ObjectIdentifier: LinkEnds] = [:]
      var firstNeuron: [ObjectIdentifier: String] = [:]
      for (neuron, incoming) in zip(layer.neurons, layer.incoming) {
        if let bias = neuron.bias {
          let first = firstNeuron[ObjectIdentifier(bias)] ?? neuron.name
          firstNeuron[ObjectIdentifier(bias)] = first
          neurons[first, default: []].append(neuron.name)
        }
        for link in incoming {
          let ends = LinkEnds(from: link.source.name, to: link.target.name)
          let first = firstLink[ObjectIdentifier(link.weight)] ?? ends
          firstLink[ObjectIdentifier(link.weight)] = first
          if listedLinks.contains(ends) { links[first, default: []].append(ends) }
        }
      }
    }
  }

  func links(movedWith link: LinkEnds) -> [LinkEnds] { links[link] ?? [link] }
  func neurons(movedWith neuron: String) -> [String] { neurons[neuron] ?? [neuron] }
}
