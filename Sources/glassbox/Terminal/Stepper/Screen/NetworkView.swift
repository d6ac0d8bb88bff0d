import Explanation
import NetworkDescription
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph
import NeuronTrace

/// A moment of a network, ready to be drawn: what each neuron and link shows, and which of them the
/// event is about.
struct NetworkView {
  struct NeuronView {
    let name: NeuronName
    let label: String
    /// What it answered; nil as long as it has not.
    let output: Double?
    /// How much the loss grows if it grows; nil as long as nobody has told it.
    let sensitivity: Double?
    let isPresent: Bool
  }

  struct LinkView {
    let name: LinkName
    let source: Int
    let target: Int
    let weight: Double
    let gradient: Double
    let contribution: Double?
    let pushed: Double?
    let isPresent: Bool
  }

  /// How the inputs lie.
  let inputShape: Shape
  /// The neurons, layer by layer, by their places in `neurons`.
  let layers: [Range<Int>]
  let neurons: [NeuronView]
  let links: [LinkView]
  /// The neuron that is at work.
  let present: Int?
  let phase: TraceEvent.Phase

  init(_ session: DebuggerSession) {
    let (network, moment, event) = (session.network, session.moment, session.event)
    let link = event.link
    let all = network.layers.flatMap(\.neurons)
    var start = 0
    inputShape = network.layers[0].shape
    layers = network.layers.map { layer in
      defer { start += layer.neurons.count }
      return start..<start + layer.neurons.count
    }
    neurons = zip(all, moment.neurons).map { neuron, numbers in
      NeuronView(
        name: neuron.name, label: session.labels[neuron.name], output: numbers.output,
        sensitivity: numbers.sensitivity,
        isPresent: neuron.name == event.neuron || neuron.name == link?.from)
    }
    let places = Dictionary(
      all.enumerated().map { (ObjectIdentifier($1), $0) }, uniquingKeysWith: { first, _ in first })
    links = network.links.enumerated().map { index, found in
      let weight = moment.weight(ofLink: index)
      return LinkView(
        name: found.name, source: places[ObjectIdentifier(found.source)] ?? 0,
        target: places[ObjectIdentifier(found.target)] ?? 0, weight: weight.value,
        gradient: weight.gradient, contribution: moment.links[index].contribution,
        pushed: moment.links[index].pushed,
        isPresent: found.name == link?.name)
    }
    let present = all.firstIndex { $0.name == event.neuron }
    self.present = present
    let incoming = links.filter { $0.target == present }
    linksAtWork = incoming.isEmpty ? links : incoming
    phase = event.phase
  }

  /// The links that lead to the neuron at work; where there are none, all.
  let linksAtWork: [LinkView]

  /// How much a link matters: on the way back its gradient; before that what it brings, or, while
  /// nobody knows that, its weight, unless its source is silent.
  func weightiness(of link: LinkView) -> Double {
    if phase == .backward || phase == .update { return abs(link.gradient) }
    return abs(link.contribution ?? (neurons[link.source].output == 0 ? 0 : link.weight))
  }

  /// The links to draw: all that are at work if they are few, else for every layer those that
  /// matter most, and the present one.
  func linksToDraw(among drawable: (LinkView) -> Bool) -> [LinkView] {
    let links = linksAtWork.filter(drawable)
    guard links.count > Self.mostLinks else { return links }
    var perLayer: [Int: [LinkView]] = [:]
    for link in links {
      let layer = layers.firstIndex { $0.contains(link.target) } ?? 0
      perLayer[layer, default: []].append(link)
    }
    return perLayer.values.flatMap { links in
      links.indices.largest(Self.mostLinks / perLayer.count) { weightiness(of: links[$0]) }
        .map { links[$0] }
    } + links.filter(\.isPresent)
  }

  /// More lines than this are a tangle.
  private static let mostLinks = 24

  /// The neurons of a layer that matter most, in their order: those at work, those with the
  /// strongest links to it, then those that answer most strongly.
  func shortlist(of layer: Range<Int>, room: Int) -> [Int] {
    guard layer.count > room else { return Array(layer) }
    var importance = [Double](repeating: 0, count: layer.count)
    for index in layer {
      let neuron = neurons[index]
      let size = abs(phase == .backward ? neuron.sensitivity ?? 0 : neuron.output ?? 0)
      importance[index - layer.lowerBound] = neuron.isPresent ? .infinity : min(size, 1e100)
    }
    for link in linksAtWork where layer.contains(link.source) {
      let size = weightiness(of: link)
      if importance[link.source - layer.lowerBound].isFinite {
        importance[link.source - layer.lowerBound] = 1e101 + min(size, 1e100) * 1e101
      }
    }
    let order = layer.sorted {
      importance[$0 - layer.lowerBound] > importance[$1 - layer.lowerBound]
    }
    return order.prefix(room).sorted()
  }
}
