import NetworkDescription
import NeuronGraph

/// Networks of many kinds, small and seeded.
package enum ManyNetworks {
  package static let activations: [Activation] = [
    .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.01), .leakyRelu(slope: 0.3), .softmax,
    .elu(alpha: 1), .elu(alpha: 0.3), .gelu, .silu, .softplus,
  ]

  /// The activations and losses that go together.
  package static let endings: [(Activation, Loss)] = activations.flatMap { activation in
    Loss.allKinds.filter { $0.accepts(activation) }.map { (activation, $0) }
  }

  package static let optimizers: [Optimizer] = [
    .sgd(SGD(learningRate: 0.1)),
    .sgd(SGD(learningRate: 0.05, momentum: 0.9)),
    .sgd(SGD(learningRate: 0.3, momentum: 0.5, nesterov: true)),
    .rmsprop(RMSprop(learningRate: 0.01)),
    .adam(Adam(learningRate: 0.02, schedule: .exponential(decaySteps: 3, decayRate: 0.5))),
    .adadelta(Adadelta(learningRate: 1, schedule: .inverseTime(decaySteps: 2, decayRate: 0.3))),
    .adam(Adam()), .adamw(AdamW(learningRate: 0.02, weightDecay: 0.3)),
    .adagrad(Adagrad(learningRate: 0.1)),
  ]

  /// A network whose weights and biases are all different from zero.
  ///
  /// - Parameter scale: What the weights are multiplied with, to get tiny and huge numbers.
  package static func network(
    sizes: [Int], hidden: Activation, last: Activation, loss: Loss,
    optimizer: Optimizer = optimizers[0], seed: UInt64, scale: Double = 1,
    dropout: Double? = nil, penalty: Penalty = .none, frozen: FrozenNumbers = .none
  ) throws -> NeuronNetwork {
    let layers = sizes.indices.dropFirst().flatMap { index in
      let isLast = index == sizes.count - 1
      let dense = Layer.dense(
        Dense(
          units: sizes[index], activation: isLast ? last : hidden, weightInitializer: .heNormal,
          biasInitializer: .uniform(limit: 0.5), penalty: penalty, frozen: frozen))
      return isLast ? [dense] : [dense] + (dropout.map { [.dropout(Dropout(rate: $0))] } ?? [])
    }
    let blueprint = try NetworkBlueprint(
      name: "many", input: .list(sizes[0]), layers: layers, loss: loss, optimizer: optimizer,
      seed: seed)
    var parameters = blueprint.initialParameters()
    for (name, tensor) in parameters.tensors {
      parameters[name] = Tensor(shape: tensor.shape, values: tensor.values.map { $0 * scale })
    }
    return try NeuronNetwork(blueprint, parameters: parameters)
  }

  /// A network that looks at a picture of 3 × 4 pixels: every kind of layer for pictures.
  package static func pictures(
    optimizer: Optimizer = optimizers[0], seed: UInt64, penalty: Penalty = .none,
    frozen: FrozenNumbers = .none
  ) throws -> NeuronNetwork {
    func convolution(_ filters: Int, _ kernel: PixelExtent, _ activation: Activation) -> Layer {
      .conv2D(
        Conv2D(
          filters: filters, kernel: kernel, padding: .same, activation: activation,
          biasInitializer: .uniform(limit: 0.5), penalty: penalty, frozen: frozen))
    }
    let blueprint = try NetworkBlueprint(
      name: "pictures", input: .picture(height: 3, width: 4, channels: 2),
      layers: [
        .normalization, convolution(3, 2, .tanh),
        .maxPooling2D(MaxPooling2D(pool: 2, stride: 1)), .dropout(Dropout(rate: 0.2)),
        convolution(2, PixelExtent(height: 1, width: 3), .leakyRelu(slope: 0.1)),
        .averagePooling2D(AveragePooling2D(pool: 2, padding: .same)), .flatten,
        .dense(Dense(units: 2, activation: .softmax, biasInitializer: .uniform(limit: 0.5))),
      ], loss: .categoricalCrossEntropy, optimizer: optimizer, seed: seed)
    var parameters = blueprint.initialParameters()
    parameters["layers.0.mean"] = Tensor(shape: [2], values: [0.25, -0.5])
    parameters["layers.0.deviation"] = Tensor(shape: [2], values: [0.75, 2])
    return try NeuronNetwork(blueprint, parameters: parameters)
  }

  package static func inputs(_ count: Int, seed: UInt64) -> [Double] {
    (0..<count).map { index in
      let number = SeededRandom(seed: seed).unit(.check, index: index)
      return number < 0.2 ? 0 : 2 * number - 1
    }
  }

  /// Targets that the loss can take: one hot, or numbers between 0 and 1, some of them round.
  package static func targets(_ network: NeuronNetwork, seed: UInt64) -> [Double] {
    let count = network.outputCount
    if network.loss == .categoricalCrossEntropy, seed % 3 != 0 {
      return (0..<count).map { $0 == Int(seed) % count ? 1 : 0 }
    }
    return (0..<count).map { index in
      let number = SeededRandom(seed: seed).unit(.check, layer: 1, index: index)
      return number < 0.3 ? 0 : number > 0.7 ? 1 : number
    }
  }
}
