import NetworkDescription

/// Wires a network by hand, neuron by neuron and link by link.
///
/// Links may skip layers; they must not form a circle. Neurons are arranged in layers by the
/// longest way to them from an input.
///
/// ```swift
/// var wiring = NetworkWiring()
/// let a = wiring.input()
/// let b = wiring.input()
/// let hidden = wiring.neuron(.tanh, bias: 0.1)
/// let output = wiring.neuron(.sigmoid)
/// wiring.link(a, to: hidden, weight: 0.5)
/// wiring.link(b, to: hidden, weight: -0.3)
/// wiring.link(hidden, to: output, weight: 0.8)
/// wiring.link(a, to: output, weight: 0.2)  // skips the hidden layer
/// let network = try wiring.network(outputs: [output], loss: .halfSquaredError)
/// ```
public struct NetworkWiring {
  private var inputs: [Neuron] = []
  private var neurons: [Neuron] = []
  private var links: [Link] = []
  private var maxPools: [MaxPool] = []

  /// Starts with nothing.
  public init() {}

  /// Adds an input neuron.
  public mutating func input() -> Neuron {
    let neuron = Neuron()
    inputs.append(neuron)
    return neuron
  }

  /// Adds a neuron with a bias of its own.
  public mutating func neuron(_ activation: Activation, bias: Double) -> Neuron {
    neuron(activation, sharedBias: Weight(bias))
  }

  /// Adds a neuron without a bias, or with one that other neurons may share.
  public mutating func neuron(_ activation: Activation, sharedBias: Weight? = nil) -> Neuron {
    let neuron = Neuron(activation: activation, bias: sharedBias)
    neurons.append(neuron)
    return neuron
  }

  /// Adds a link with a weight of its own.
  @discardableResult
  public mutating func link(_ source: Neuron, to target: Neuron, weight: Double) -> Link {
    link(source, to: target, sharing: Weight(weight))
  }

  /// Adds a link whose weight other links may share.
  @discardableResult
  public mutating func link(_ source: Neuron, to target: Neuron, sharing weight: Weight) -> Link {
    let link = Link(from: source, to: target, weight: weight)
    links.append(link)
    return link
  }

  /// Adds a neuron that answers with the largest of what other neurons say: max pooling.
  ///
  /// Every one of them gets a link to it, and in each forward pass only one of these links lets
  /// anything through; see ``MaxPool``.
  public mutating func maxPooling(of sources: [Neuron]) -> Neuron {
    let neuron = neuron(.identity)
    let pooled = sources.map {
      link($0, to: neuron, sharing: Weight(0, isTrainable: false))
    }
    if let pool = MaxPool(pooled) { maxPools.append(pool) }
    return neuron
  }

  /// Adds a neuron that answers with the mean of what other neurons say: average pooling.
  ///
  /// All its links share one weight, 1 / how many they are, which training leaves alone.
  public mutating func averagePooling(of sources: [Neuron]) -> Neuron {
    let neuron = neuron(.identity)
    let share = Weight(1 / Double(max(1, sources.count)), isTrainable: false)
    for source in sources { link(source, to: neuron, sharing: share) }
    return neuron
  }

  /// Arranges everything in layers and makes it a network.
  ///
  /// - Throws: ``WiringError`` if the links form a circle, lead to an input, join neurons that were
  ///   not made by this wiring, if the loss cannot take the outputs, or if an output is named twice.
  public func network(
    outputs: [Neuron], loss: Loss, optimizer: Optimizer = .sgd(SGD())
  ) throws(WiringError) -> NeuronNetwork {
    guard !inputs.isEmpty else { throw .noInputs }
    guard !outputs.isEmpty else { throw .noOutputs }
    let arranged = try WiringLayers(
      inputs: inputs, neurons: neurons, links: links, maxPools: maxPools)
    var named: Set<ObjectIdentifier> = []
    for output in outputs {
      guard arranged.knows(output) else { throw .strangeNeuron }
      guard named.insert(ObjectIdentifier(output)).inserted else {
        throw .repeatedOutput(neuron: output.name)
      }
      guard loss.accepts(output.activation) else {
        throw .lossMismatch(neuron: output.name, activation: output.activation, loss: loss)
      }
    }
    guard loss.accepts(outputCount: outputs.count) else { throw .singleOutput(loss: loss) }
    // What a pool decides anew in every pass is nothing to keep.
    let decided = Set(maxPools.flatMap { $0.links }.map { ObjectIdentifier($0.weight) })
    let weights = distinct(links.map { $0.weight } + neurons.compactMap { $0.bias })
      .filter { !decided.contains(ObjectIdentifier($0)) }
    return NeuronNetwork(
      layers: arranged.layers, outputNeurons: outputs, loss: loss, optimizer: optimizer,
      tensors: [
        WeightTensor(name: "weights", role: .weight, shape: [weights.count], weights: weights)
      ])
  }

  /// Every weight once, in the order the links were made, then the biases.
  private func distinct(_ weights: [Weight]) -> [Weight] {
    var seen: Set<ObjectIdentifier> = []
    return weights.filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}

/// What is wrong with a network wired by hand.
public enum WiringError: Error, Hashable, Sendable {
  /// There is no neuron to hand the inputs to.
  case noInputs
  /// No neuron was named as an output.
  case noOutputs
  /// A link leads to an input neuron.
  case linkIntoInput(neuron: NeuronName)
  /// An output neuron that was named more than once.
  case repeatedOutput(neuron: NeuronName)
  /// The links lead round in a circle through so many neurons.
  case circle(neuronCount: Int)
  /// A neuron that this wiring did not make.
  case strangeNeuron
  /// A loss that cannot take an output neuron's activation.
  case lossMismatch(neuron: NeuronName, activation: Activation, loss: Loss)
  /// A loss that needs several outputs, and a network with one.
  case singleOutput(loss: Loss)
}

extension WiringError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .noInputs: "the network has no inputs: add at least one with input()"
    case .noOutputs: "the network has no outputs: name at least one output neuron"
    case .linkIntoInput(let neuron):
      "a link leads to input neuron \(neuron): inputs take their values from outside"
    case .repeatedOutput(let neuron):
      "output \(neuron) is named more than once: name every output neuron once"
    case .circle(1):
      "a neuron is linked to itself: values must flow from inputs to outputs"
    case .circle(let count):
      "\(count) neurons are linked in a circle: values must flow from inputs to outputs"
    case .strangeNeuron:
      "a link or an output uses a neuron that was not made by this wiring"
    case .lossMismatch(let neuron, let activation, let loss):
      "output \(neuron): expected \(loss.neededInWords), which \(loss.name) needs, "
        + "found \(activation.name): use that or another loss"
    case .singleOutput(let loss): "expected \(loss.neededBySingleOutput)"
    }
  }
}
