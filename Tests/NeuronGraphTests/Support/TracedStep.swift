import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Networks whose steps the trace tests look at: every kind of neuron, loss and optimizer.
enum TracedNetwork: String, CaseIterable {
  case lernmi, softmaxTogether, binaryTogether, softmaxApart, momentum, nesterov, handWired
  case rmsprop, adadelta, everything, pictures

  var network: NeuronNetwork {
    get throws {
      switch self {
      case .lernmi: try NeuronNetwork(.lernmi(layerSizes: [2, 3, 2]))
      case .softmaxTogether: try make(.softmax, .categoricalCrossEntropy, SGD(learningRate: 0.1))
      case .binaryTogether: try make(.sigmoid, .binaryCrossEntropy, SGD(learningRate: 0.1))
      case .softmaxApart: try make(.softmax, .meanSquaredError, SGD(learningRate: 0.1))
      case .momentum: try make(.identity, .halfSquaredError, SGD(learningRate: 0.1, momentum: 0.9))
      case .nesterov:
        try make(
          .tanh, .halfSquaredError, SGD(learningRate: 0.1, momentum: 0.9, nesterov: true))
      case .handWired: try handWired()
      case .rmsprop: try make(.sigmoid, .meanSquaredError, .rmsprop(RMSprop(learningRate: 0.1)))
      case .adadelta: try make(.tanh, .halfSquaredError, .adadelta(Adadelta(learningRate: 1)))
      case .everything: try everything()
      case .pictures: try pictures()
      }
    }
  }

  private func make(
    _ activation: Activation, _ loss: Loss, _ sgd: SGD
  ) throws -> NeuronNetwork {
    try make(activation, loss, .sgd(sgd))
  }

  private func make(
    _ activation: Activation, _ loss: Loss, _ optimizer: Optimizer
  ) throws -> NeuronNetwork {
    let blueprint = try NetworkBlueprint(
      name: rawValue, input: .list(2),
      layers: [
        .dense(Dense(units: 3, activation: .tanh, biasInitializer: .uniform(limit: 0.5))),
        .activation(ActivationLayer(.softmax)),
        .dense(Dense(units: 3, activation: .leakyRelu(slope: 0.1), useBias: false)),
        .dense(Dense(units: 2, activation: activation)),
      ],
      loss: loss, optimizer: optimizer)
    return try NeuronNetwork(blueprint)
  }

  /// Dropout, penalties, a schedule, and an optimizer that remembers.
  private func everything() throws -> NeuronNetwork {
    let adam = Adam(learningRate: 0.1, schedule: .exponential(decaySteps: 2, decayRate: 0.5))
    return try NeuronNetwork(
      NetworkBlueprint(
        name: rawValue, input: .list(2),
        layers: [
          .dense(Dense(units: 5, activation: .tanh, penalty: Penalty(l1: 0.01, l2: 0.1))),
          .dropout(Dropout(rate: 0.4)),
          .dense(Dense(units: 2, activation: .softmax, penalty: Penalty(l2: 0.2))),
        ],
        loss: .categoricalCrossEntropy, optimizer: .adam(adam)))
  }

  /// Normalization, a convolution with padding, pools that overlap, a softmax in every pixel.
  private func pictures() throws -> NeuronNetwork {
    let window = PixelExtent(height: 1, width: 2)
    let blueprint = try NetworkBlueprint(
      name: rawValue, input: .picture(height: 1, width: 2, channels: 1),
      layers: [
        .normalization,
        .conv2D(
          Conv2D(
            filters: 3, kernel: window, padding: .same, activation: .tanh,
            biasInitializer: .uniform(limit: 0.5), penalty: Penalty(l2: 0.1))),
        .maxPooling2D(MaxPooling2D(pool: window, stride: 1, padding: .same)),
        .conv2D(Conv2D(filters: 2, kernel: 1, activation: .softmax)),
        .averagePooling2D(AveragePooling2D(pool: window, stride: 1, padding: .same)), .flatten,
        .dense(Dense(units: 2)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1, momentum: 0.5)))
    var parameters = blueprint.initialParameters()
    parameters["layers.0.mean"] = Tensor(shape: [1], values: [0.3])
    parameters["layers.0.deviation"] = Tensor(shape: [1], values: [0.6])
    return try NeuronNetwork(blueprint, parameters: parameters)
  }

  /// Skipped layers, a shared weight, a shared bias, a fixed weight, an output that feeds.
  private func handWired() throws -> NeuronNetwork {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let (shared, offset) = (Weight(0.4), Weight(0.2))
    let left = wiring.neuron(.tanh, sharedBias: offset)
    let right = wiring.neuron(.relu, sharedBias: offset)
    let first = wiring.neuron(.sigmoid, bias: -0.2)
    let second = wiring.neuron(.identity)
    wiring.link(a, to: left, sharing: shared)
    wiring.link(b, to: right, sharing: shared)
    wiring.link(left, to: first, weight: 0.9)
    wiring.link(right, to: first, sharing: Weight(1, isTrainable: false))
    wiring.link(a, to: first, weight: -0.6)
    wiring.link(first, to: second, weight: 0.8)
    wiring.link(left, to: second, weight: -0.5)
    return try wiring.network(
      outputs: [first, second], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
  }
}

/// The events of a network's third training step, when momentum has something to remember.
struct TracedStep {
  let network: NeuronNetwork
  let before: Parameters
  let loss: Double
  var events: [TraceEvent] = []

  /// Whether the optimizer remembered anything of the steps before.
  var remembersSomething: Bool {
    events.contains { event in
      switch event {
      case .weightUpdate(let told): told.move.earlierMemory.contains { $0 != 0 }
      case .biasUpdate(let told): told.move.earlierMemory.contains { $0 != 0 }
      default: false
      }
    }
  }

  init(_ kind: TracedNetwork) throws {
    network = try kind.network
    for _ in 1...2 { try network.learn(inputs: [0.3, 0.8], targets: [0, 1]) }
    before = network.parameters
    var events: [TraceEvent] = []
    loss = try network.trace(inputs: [0.9, -0.4], targets: [1, 0]) { events.append($0) }
    self.events = events
  }
}
