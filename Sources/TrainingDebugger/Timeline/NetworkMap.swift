import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Neurons, links and weights of a network by the names that events use.
struct NetworkMap {
  let neurons: [Neuron]
  let links: [Link]
  /// The layer of each neuron; inputs are in layer 0.
  let layerOfNeuron: [Int]
  /// Every weight and bias once, even if links share it.
  let weights: [Weight]
  let weightOfLink: [Int]
  let biasOfNeuron: [Int?]
  /// How many links lead to each neuron, and how many from it.
  let incomingCounts: [Int]
  let outgoingCounts: [Int]
  private let neuronIndices: [NeuronName: Int]
  private let linkIndices: [LinkName: Int]

  /// Time and space grow with the number of links.
  init(_ network: NeuronNetwork) {
    neurons = network.layers.flatMap { $0.neurons }
    links = network.links
    layerOfNeuron = network.layers.enumerated().flatMap { layer, content in
      content.neurons.map { _ in layer }
    }
    neuronIndices = Self.firstIndices(of: neurons.lazy.map { $0.name })
    linkIndices = Self.firstIndices(of: links.lazy.map { $0.name })
    var positions: [ObjectIdentifier: Int] = [:]
    var weights: [Weight] = []
    func position(of weight: Weight) -> Int {
      if let known = positions[ObjectIdentifier(weight)] { return known }
      positions[ObjectIdentifier(weight)] = weights.count
      weights.append(weight)
      return weights.count - 1
    }
    weightOfLink = links.map { position(of: $0.weight) }
    biasOfNeuron = neurons.map { $0.bias.map(position) }
    self.weights = weights
    incomingCounts = Self.counts(of: neurons, links.map { $0.target })
    outgoingCounts = Self.counts(of: neurons, links.map { $0.source })
  }

  /// Where each name stands, the first place if it is there twice.
  private static func firstIndices<Name: Hashable>(of names: some Sequence<Name>) -> [Name: Int] {
    var indices: [Name: Int] = [:]
    for (index, name) in names.enumerated() where indices[name] == nil { indices[name] = index }
    return indices
  }

  private static func counts(of neurons: [Neuron], _ ends: [Neuron]) -> [Int] {
    let found = ends.reduce(into: [:]) { $0[ObjectIdentifier($1), default: 0] += 1 }
    return neurons.map { found[ObjectIdentifier($0)] ?? 0 }
  }

  func neuron(_ name: NeuronName) -> Int? { neuronIndices[name] }

  func link(_ name: LinkName) -> Int? { linkIndices[name] }

  /// The link, or else the error that says so with links there are.
  func checkedLink(_ name: LinkName) throws(SessionError) -> Int {
    if let index = link(name) { return index }
    let near =
      neuron(name.to).map { target in links.filter { $0.target === neurons[target] } } ?? []
    let examples = (near.isEmpty ? links : near).map { "\($0.name)" }
    throw .unknown(what: "link", name: "\(name)", examples: Self.few(examples))
  }

  /// The neuron, or else the error that says so with neurons there are.
  func checkedNeuron(_ name: NeuronName) throws(SessionError) -> Int {
    if let index = neuron(name) { return index }
    throw .unknown(
      what: "neuron", name: "\(name)", examples: Self.few(neurons.map { "\($0.name)" }))
  }

  private static func few(_ names: [String]) -> [String] {
    guard let last = names.last, names.count > 3 else { return names }
    return [names[0], names[1], "… " + last]
  }
}
