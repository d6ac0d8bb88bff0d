import NetworkDescription
import NeuronGraph

/// The numbers of one backward pass, as the engine computed them; nothing was learned from it.
struct BackwardRecord {
  /// What one link did, with its ends by their positions.
  struct Passage {
    let source: Int32
    let target: Int32
    /// The weight at that time; for a dropout layer, what the dropout mask made of it.
    let weight: Double
  }

  /// What one neuron did.
  struct NeuronNumbers {
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
    /// Whether `direct` is ∂loss/∂sum already, because loss and activation are fused.
    var isFused = false
  }

  /// The neurons, layer by layer.
  let neurons: [Neuron]
  /// What they did, in the same order.
  private(set) var neuronNumbers: [NeuronNumbers]
  /// The links in the order of the backward pass.
  private(set) var passages: [Passage] = []
  /// The loss of the sample, with penalties.
  let loss: Double
  private let indices: [ObjectIdentifier: Int]

  /// Goes forward and backward once.
  ///
  /// - Parameter observe: Called for every link while it and its ends hold the numbers of the backward
  ///   pass, with the position of its target.
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  init(
    _ network: NeuronNetwork, inputs: [Double], targets: [Double],
    observe: (_ link: Link, _ target: Int) -> Void = { _, _ in }
  ) throws(NetworkError) {
    neurons = network.layers.flatMap { $0.neurons }
    var indices: [ObjectIdentifier: Int] = [:]
    for (index, neuron) in neurons.enumerated() { indices[ObjectIdentifier(neuron)] = index }
    self.indices = indices
    neuronNumbers = neurons.map { _ in NeuronNumbers() }

    network.drawDropout(sample: 0)
    defer { network.endDropout() }
    loss =
      try network.finiteLoss(inputs: inputs, targets: targets) + network.finitePenalty()
    for neuron in network.outputNeurons {
      let isFused = network.isLossFused
      neuronNumbers[index(of: neuron)].direct =
        isFused ? neuron.inputSensitivity : neuron.sensitivity
      neuronNumbers[index(of: neuron)].isFused = isFused
    }
    network.backward()
    network.clearGradients()
    readBackwardPass(of: network, observe)
  }

  /// Reads off neurons and links what the backward pass has left in them.
  private mutating func readBackwardPass(
    of network: NeuronNetwork, _ observe: (_ link: Link, _ target: Int) -> Void
  ) {
    passages.reserveCapacity(
      network.layers.reduce(0) { $0 + $1.incoming.reduce(0) { $0 + $1.count } })
    for layer in network.layers.dropFirst().reversed() {
      for (neuron, links) in zip(layer.neurons, layer.incoming).reversed() {
        let target = index(of: neuron)
        neuronNumbers[target].sensitivity =
          neuronNumbers[target].isFused ? neuron.inputSensitivity : neuron.sensitivity
        neuronNumbers[target].slope = neuronNumbers[target].isFused ? 1 : neuron.slope
        neuronNumbers[target].inputSensitivity = neuron.inputSensitivity
        for link in links.reversed() {
          passages.append(
            Passage(
              source: Int32(truncatingIfNeeded: index(of: link.source)),
              target: Int32(truncatingIfNeeded: target), weight: link.weight.value))
          observe(link, target)
        }
      }
      readSoftmax(of: layer)
    }
    for (index, neuron) in network.inputNeurons.enumerated() {
      neuronNumbers[index].sensitivity = neuron.sensitivity
      neuronNumbers[index].inputSensitivity = neuron.sensitivity
    }
  }

  /// A softmax takes off what is common to its group, then multiplies by the output.
  private mutating func readSoftmax(of layer: NeuronLayer) {
    for group in layer.softmaxGroups {
      for neuron in group.neurons where !neuronNumbers[index(of: neuron)].isFused {
        neuronNumbers[index(of: neuron)].slope = neuron.output
        neuronNumbers[index(of: neuron)].common = group.common
      }
    }
  }

  /// The position of a neuron.
  func index(of neuron: Neuron) -> Int { indices[ObjectIdentifier(neuron)] ?? 0 }
}
