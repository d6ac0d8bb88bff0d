import NeuronGraph

/// The numbers of one backward pass, as the engine told them; the network is then as it was.
struct BackwardRecord {
  /// What one use of a weight did.
  struct Passage {
    let link: Link
    /// The weight at that time; for a dropout layer, what the lot made of it.
    let weight: Double
    /// The source's output.
    let input: Double
    /// What the link added to its weight's gradient.
    let gradient: Double
  }

  /// What one neuron did.
  struct Turning {
    /// ∂loss/∂output.
    var sensitivity = 0.0
    /// ∂loss/∂sum.
    var inputSensitivity = 0.0
    /// What one became the other by.
    var slope = 1.0
    /// What a softmax took off first.
    var common: Double?
    /// ∂loss/∂output as far as the loss looks at this neuron itself; 0 inside the network.
    var direct = 0.0
    /// Whether `direct` is ∂loss/∂sum already, because loss and activation go together.
    var together = false
  }

  /// The neurons, layer by layer.
  let neurons: [Neuron]
  /// What they did, in the same order.
  private(set) var turnings: [Turning]
  /// The links in the order of the backward pass.
  private(set) var passages: [Passage] = []
  /// The loss of the sample, with penalties.
  let loss: Double
  private let indices: [ObjectIdentifier: Int]

  /// Makes one training step and takes it back.
  ///
  /// - Throws: As ``NeuronNetwork/trace(inputs:targets:observe:)``.
  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double]) throws {
    let neurons = network.layers.flatMap(\.neurons)
    let byName = Dictionary(
      neurons.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    // Links may have the same name, where two join the same neurons; their order tells them apart.
    let links = network.layers.reversed().flatMap { layer in
      layer.incoming.reversed().flatMap { $0.reversed() }
    }
    var turnings = neurons.map { _ in Turning() }
    var passages: [Passage] = []
    passages.reserveCapacity(links.count)
    let state = network.trainingState
    loss = try network.trace(inputs: inputs, targets: targets) { event in
      switch event {
      case .outputSensitivity(let neuron, _, _, let sensitivity, let together):
        guard let index = byName[neuron] else { return }
        turnings[index].direct = sensitivity
        turnings[index].together = together
      case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, let common):
        guard let index = byName[neuron] else { return }
        turnings[index].sensitivity = sensitivity
        turnings[index].slope = slope
        turnings[index].inputSensitivity = inputSensitivity
        turnings[index].common = common
      case .linkBackward(_, _, let input, let weight, let gradient, _):
        guard passages.count < links.count else { return }
        let link = links[passages.count]
        passages.append(Passage(link: link, weight: weight, input: input, gradient: gradient))
      default: break
      }
    }
    for (index, neuron) in neurons.prefix(network.inputCount).enumerated() {
      turnings[index].sensitivity = neuron.sensitivity
      turnings[index].inputSensitivity = neuron.sensitivity
    }
    try network.restore(state)
    self.neurons = neurons
    self.turnings = turnings
    self.passages = passages
    indices = Dictionary(
      uniqueKeysWithValues: neurons.enumerated().map { (ObjectIdentifier($1), $0) })
  }

  /// The position of a neuron.
  func index(of neuron: Neuron) -> Int { indices[ObjectIdentifier(neuron)] ?? 0 }
}
