import NetworkDescription

/// The same network with something else about it; nil if it is no network then.
extension NetworkBlueprint {
  func with(
    layers: [Layer]? = nil, optimizer: Optimizer? = nil, seed: UInt64? = nil
  ) -> NetworkBlueprint? {
    try? NetworkBlueprint(
      name: name, input: input, layers: layers ?? self.layers, loss: loss,
      optimizer: optimizer ?? self.optimizer, seed: seed ?? self.seed, training: training)
  }

  func with(learningRate: Double) -> NetworkBlueprint? {
    var changed = self
    guard (try? changed.setLearningRate(learningRate)) != nil else { return nil }
    return changed
  }

  /// With an optimizer that finds its way at most rates.
  var withAdam: NetworkBlueprint? {
    with(optimizer: .adam(Adam(learningRate: Self.adamRate)))
  }

  static let adamRate = 0.03

  /// With every input brought to a mean of 0 and a deviation of 1.
  var withNormalization: NetworkBlueprint? {
    with(layers: [.normalization] + layers)
  }

  /// With each of its layers changed.
  func withLayers(_ change: (Layer) -> Layer) -> NetworkBlueprint? {
    with(layers: layers.map(change))
  }
}

extension Layer {
  /// With other first weights, if it has weights.
  func with(initializer: Initializer) -> Layer {
    switch self {
    case .dense(var dense):
      dense.weightInitializer = initializer
      return .dense(dense)
    case .conv2D(var convolution):
      convolution.weightInitializer = initializer
      return .conv2D(convolution)
    default: return self
    }
  }

  /// With another activation, if its neurons have one.
  func with(activation: Activation) -> Layer {
    switch self {
    case .dense(var dense):
      dense.activation = activation
      return .dense(dense)
    case .conv2D(var convolution):
      convolution.activation = activation
      return .conv2D(convolution)
    case .activation: return .activation(ActivationLayer(activation))
    default: return self
    }
  }

  /// With another penalty, if it has weights.
  func with(penalty: Penalty) -> Layer {
    switch self {
    case .dense(var dense):
      dense.penalty = penalty
      return .dense(dense)
    case .conv2D(var convolution):
      convolution.penalty = penalty
      return .conv2D(convolution)
    default: return self
    }
  }

  /// What its large weights cost.
  var penalty: Penalty {
    switch self {
    case .dense(let dense): dense.penalty
    case .conv2D(let convolution): convolution.penalty
    default: .none
    }
  }
}
