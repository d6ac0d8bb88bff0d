import NetworkDescription
import NeuronGraph
import TextFormats

/// Finding neurons and links by the names that people type.
extension NeuronNetwork {
  /// What a name can stand for.
  enum Named {
    case neuron(Neuron)
    case link(Link)
  }

  /// What somebody typed, such as `1.0`, `neuron 1.0` or `0.1-1.0`; nil if there is none of it.
  func named(_ typed: String) -> Named? { NetworkPlace(typed: typed).flatMap(found) }

  /// What is at a place; nil if this network has no such place.
  func found(_ place: NetworkPlace) -> Named? {
    switch place {
    case .neuron(let name): return neuron(named: name).map { .neuron($0) }
    case .link(let name):
      guard let target = neuron(named: name.to), let links = incoming(of: target) else {
        return nil
      }
      return links.first { $0.source.name == name.from }.map { .link($0) }
    }
  }

  /// The neuron of that name.
  func neuron(named name: NeuronName) -> Neuron? {
    // Whether the layer is the right one is seen from the first of its names.
    layers.lazy.filter { $0.neurons.first?.name.layer == name.layer }
      .flatMap { $0.neurons }.first { $0.name == name }
  }

  /// The links that lead to a neuron; nil if it is none of this network's.
  func incoming(of neuron: Neuron) -> [Link]? {
    for layer in layers {
      if let index = layer.neurons.firstIndex(where: { $0 === neuron }) {
        return layer.incoming[index]
      }
    }
    return nil
  }

  /// The names most like one that does not exist, the most similar first.
  func nearestNames(to name: String) -> [String] {
    var best: [(name: String, distance: Int)] = []
    func consider(_ candidate: String) {
      let distance = EditDistance.between(name, candidate)
      guard best.count < 3 || distance < best[2].distance else { return }
      best.append((candidate, distance))
      // Swift's sort keeps equals in order, so that of equally similar names the first is taken.
      best = Array(best.ordered { $0.distance < $1.distance }.prefix(3))
    }
    let mostCompared = 20_000
    if NetworkPlace.meansLink(name) {
      for link in links.prefix(mostCompared) { consider("\(link.name)") }
    } else {
      for neuron in layers.lazy.flatMap({ $0.neurons }).prefix(mostCompared) {
        consider("\(neuron.name)")
      }
    }
    return best.map { $0.name }
  }
}
