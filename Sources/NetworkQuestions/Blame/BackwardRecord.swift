import Explanation
import NeuronGraph

/// The numbers of one backward pass, as the engine told them; nothing was learned from it.
struct BackwardRecord {
  /// What one link did, with its ends by their positions.
  struct Passage {
    let source: Int32
    let target: Int32
    /// The weight at that time; for a dropout layer, what the lot made of it.
    let weight: Double
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

  /// Goes forward and backward once.
  ///
  /// - Parameter observe: Told of every link while it and its ends hold the numbers of the backward
  ///   pass, with the position of its target.
  /// - Throws: As `NeuronNetwork.goBackward`.
  init(
    _ network: NeuronNetwork, inputs: [Double], targets: [Double],
    observe: (_ link: Link, _ target: Int) -> Void = { _, _ in }
  ) throws {
    let neurons = network.layers.flatMap(\.neurons)
    let indices = Dictionary(
      uniqueKeysWithValues: neurons.enumerated().map { (ObjectIdentifier($1), $0) })
    func index(of neuron: Neuron) -> Int { indices[ObjectIdentifier(neuron)] ?? 0 }
    var turnings = neurons.map { _ in Turning() }
    var passages: [Passage] = []
    passages.reserveCapacity(
      network.layers.reduce(0) { $0 + $1.incoming.reduce(0) { $0 + $1.count } })
    // The links of a neuron follow the neuron.
    var target = 0
    loss = try withoutActuallyEscaping(observe) { observe in
      try network.goBackward(
        inputs: inputs, targets: targets,
        tell: NeuronNetwork.BackwardListener(
          compared: { neuron, together in
            turnings[index(of: neuron)].direct = neuron.sensitivity
            turnings[index(of: neuron)].together = together
          },
          turned: { neuron, factor, common in
            target = index(of: neuron)
            turnings[target].sensitivity = neuron.sensitivity
            turnings[target].slope = factor
            turnings[target].inputSensitivity = neuron.inputSensitivity
            turnings[target].common = common
          },
          pushed: { link in
            passages.append(
              Passage(
                source: Int32(truncatingIfNeeded: index(of: link.source)),
                target: Int32(truncatingIfNeeded: target), weight: link.weight.value))
            observe(link, target)
          }))
    }
    for (index, neuron) in neurons.prefix(network.inputCount).enumerated() {
      turnings[index].sensitivity = neuron.sensitivity
      turnings[index].inputSensitivity = neuron.sensitivity
    }
    self.neurons = neurons
    self.turnings = turnings
    self.passages = passages
    self.indices = indices
  }

  /// The position of a neuron.
  func index(of neuron: Neuron) -> Int { indices[ObjectIdentifier(neuron)] ?? 0 }
}
