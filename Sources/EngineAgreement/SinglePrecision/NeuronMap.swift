import NeuronGraph

/// Numbers for the neurons of a network, layer after layer, and who is linked to whom by them.
struct NeuronMap {
  /// All neurons.
  let neurons: [Neuron]
  /// The number of each layer's first neuron.
  let starts: [Int]
  /// The numbers of the output neurons.
  let outputs: [Int]
  /// The sources of every link, by layer, neuron and link.
  let sources: [[[Int]]]
  /// How many links leave each neuron.
  let fanOut: [Int]
  private let places: [ObjectIdentifier: Int]
  private let usesOfWeight: [ObjectIdentifier: Int]

  init(_ network: NeuronNetwork) {
    var (neurons, starts): ([Neuron], [Int]) = ([], [])
    for layer in network.layers {
      starts.append(neurons.count)
      neurons += layer.neurons
    }
    let places = Dictionary(
      uniqueKeysWithValues: neurons.enumerated().map { (ObjectIdentifier($1), $0) })
    let sources = network.layers.map { layer in
      layer.incoming.map { $0.map { places[ObjectIdentifier($0.source)] ?? 0 } }
    }
    var fanOut = [Int](repeating: 0, count: neurons.count)
    for source in sources.joined().joined() { fanOut[source] += 1 }
    var uses: [ObjectIdentifier: Int] = [:]
    for layer in network.layers {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for weight in links.map(\.weight) + [neuron.bias].compactMap(\.self) {
          uses[ObjectIdentifier(weight), default: 0] += 1
        }
      }
    }
    (self.neurons, self.starts, self.places) = (neurons, starts, places)
    (self.sources, self.fanOut, usesOfWeight) = (sources, fanOut, uses)
    outputs = network.outputNeurons.compactMap { places[ObjectIdentifier($0)] }
  }

  /// The number of a neuron; nil for one of another network.
  func place(of neuron: Neuron) -> Int? { places[ObjectIdentifier(neuron)] }

  /// How many links and neurons a weight serves.
  func uses(of weight: Weight) -> Int { usesOfWeight[ObjectIdentifier(weight)] ?? 1 }
}
