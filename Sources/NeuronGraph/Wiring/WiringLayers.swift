import NetworkDescription

/// Arranges hand-wired neurons in layers: each as far from the inputs as its longest way to them.
struct WiringLayers {
  let layers: [NeuronLayer]
  private let depths: [ObjectIdentifier: Int]

  /// Time and space grow with the number of neurons and links.
  init(
    inputs: [Neuron], neurons: [Neuron], links: [Link], maxPools: [MaxPool]
  ) throws(WiringError) {
    let incoming = Dictionary(grouping: links) { ObjectIdentifier($0.target) }
    let outgoing = Dictionary(grouping: links) { ObjectIdentifier($0.source) }
    let known = Set((inputs + neurons).map(ObjectIdentifier.init))
    for link in links {
      guard known.contains(ObjectIdentifier(link.source)),
        known.contains(ObjectIdentifier(link.target))
      else { throw .strangeNeuron }
    }
    if let wrong = inputs.firstIndex(where: { incoming[ObjectIdentifier($0)] != nil }) {
      throw .linkIntoInput(neuron: NeuronName(layer: 0, index: wrong))
    }

    let depths = Self.depths(inputs: inputs, neurons: neurons, incoming, outgoing)
    if let stuck = neurons.first(where: { depths[ObjectIdentifier($0)] == nil }) {
      throw .circle(neuronCount: Self.circleLength(upstreamOf: stuck, depths, incoming))
    }
    let deepest = depths.values.max() ?? 0
    self.depths = depths
    layers = (0...deepest).map { depth in
      let members = (inputs + neurons).filter { depths[ObjectIdentifier($0)] == depth }
      for (index, neuron) in members.enumerated() {
        neuron.name = NeuronName(layer: depth, index: index)
      }
      return NeuronLayer(
        shape: .list(members.count), neurons: members,
        incoming: members.map { incoming[ObjectIdentifier($0)] ?? [] },
        maxPools: maxPools.filter { depths[ObjectIdentifier($0.target)] == depth })
    }
  }

  func knows(_ neuron: Neuron) -> Bool { depths[ObjectIdentifier(neuron)] != nil }

  /// How many neurons form the circle that a neuron without depth is in, or waits for.
  ///
  /// Such a neuron always has a source without depth; going from source to source one must come
  /// back to where one was before.
  private static func circleLength(
    upstreamOf neuron: Neuron, _ depths: [ObjectIdentifier: Int],
    _ incoming: [ObjectIdentifier: [Link]]
  ) -> Int {
    var visits: [ObjectIdentifier: Int] = [:]
    var current = ObjectIdentifier(neuron)
    while visits[current] == nil {
      visits[current] = visits.count
      let sources = (incoming[current] ?? []).map { ObjectIdentifier($0.source) }
      current = sources.first { depths[$0] == nil } ?? current
    }
    return visits.count - (visits[current] ?? 0)
  }

  /// The depth of every neuron that a topological order reaches (Kahn, 1962); those in a circle
  /// are left out.
  private static func depths(
    inputs: [Neuron], neurons: [Neuron],
    _ incoming: [ObjectIdentifier: [Link]], _ outgoing: [ObjectIdentifier: [Link]]
  ) -> [ObjectIdentifier: Int] {
    var depths = Dictionary(uniqueKeysWithValues: inputs.map { (ObjectIdentifier($0), 0) })
    var waitingFor = incoming.mapValues { $0.count }
    var ready = inputs
    // A neuron that nothing leads to has only its bias; it can stand in the first hidden layer.
    for neuron in neurons where incoming[ObjectIdentifier(neuron)] == nil {
      depths[ObjectIdentifier(neuron)] = 1
      ready.append(neuron)
    }
    var longest = depths
    while let neuron = ready.popLast() {
      let id = ObjectIdentifier(neuron)
      depths[id] = longest[id]
      for link in outgoing[id] ?? [] {
        let target = ObjectIdentifier(link.target)
        longest[target] = max(longest[target] ?? 1, (longest[id] ?? 0) + 1)
        waitingFor[target, default: 0] -= 1
        if waitingFor[target] == 0 { ready.append(link.target) }
      }
    }
    return depths
  }
}
