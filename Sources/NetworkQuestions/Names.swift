import Explanation
import NeuronGraph
import TextFormats

/// Finding neurons and links by the names that people type.
extension NeuronNetwork {
  /// What a name can stand for.
  enum Named {
    case neuron(Neuron)
    case link(Link)
  }

  /// The neuron `1.0`, also written `neuron 1.0`, or the link `0.1-1.0`; nil if there is none.
  func named(_ name: String) throws(QuestionError) -> Named? {
    var words = name.split(separator: " ")
    if let first = words.first, ["link", "neuron", "bias"].contains(first) { words.removeFirst() }
    guard let word = words.first, words.count == 1 else { return nil }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
    switch ends.count {
    case 1: return neuron(named: ends[0]).map { .neuron($0) }
    case 2:
      guard let target = neuron(named: ends[1]), let links = incoming(of: target) else {
        return nil
      }
      return links.first { $0.source.name == ends[0] }.map { .link($0) }
    default: return nil
    }
  }

  /// The neuron of that name.
  func neuron(named name: some StringProtocol) -> Neuron? {
    for layer in layers {
      // Whether the layer is the right one is seen from the first of its names.
      guard let first = layer.neurons.first,
        first.name.prefix(while: { $0 != "." }) == name.prefix(while: { $0 != "." })
      else { continue }
      if let found = layer.neurons.first(where: { $0.name == name }) { return found }
    }
    return nil
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
    let typed = name.contains("-")
    var best: [(name: String, distance: Int)] = []
    func consider(_ candidate: String) {
      let distance = EditDistance.between(name, candidate)
      guard best.count < 3 || distance < best[2].distance else { return }
      best.append((candidate, distance))
      // Swift's sort keeps equals in order, so that of equally similar names the first is taken.
      best = Array(best.sorted { $0.distance < $1.distance }.prefix(3))
    }
    let mostCompared = 20_000
    if typed {
      for link in links.prefix(mostCompared) { consider(link.name) }
    } else {
      for neuron in layers.lazy.flatMap(\.neurons).prefix(mostCompared) { consider(neuron.name) }
    }
    return best.map(\.name)
  }
}
