// Networks for TensorFlow Playground's six sets of points. Each solves its set from every seed that
// was tried; Docs/ToyData.md has the figures.

extension Recipe {
  /// What a recipe for points of a plane is, in one line.
  var toySummary: String {
    switch self {
    case .circle: "points: a disc in a ring, 2-6-1, as in TensorFlow Playground"
    case .xorPoints: "points: opposite quadrants, 2-8-1"
    case .gauss: "points: two clouds, one sigmoid neuron"
    case .spiral: "points: two arms of a spiral, 2-16-16-1"
    case .plane: "points: a number that rises evenly, one linear neuron"
    default: "points: a number, six bumps up and down, 2-16-16-1"
    }
  }

  /// The network for a set of points.
  func toyBlueprint() throws(BlueprintError) -> NetworkBlueprint {
    // Edges that are straight and sharp are what relus are made of; round ones suit tanh.
    let decay = LearningRateSchedule.exponential(decaySteps: 250, decayRate: 0.9)
    let falling = Optimizer.adam(Adam(learningRate: 0.02, schedule: decay))
    let weak = Penalty(l2: 0.0003)
    return switch self {
    case .circle: try classifier([6], .tanh, .adam(Adam(learningRate: 0.03)), epochs: 60)
    case .xorPoints: try classifier([8], .relu, falling, weak, epochs: 80)
    case .gauss: try classifier([], .tanh, .sgd(SGD(learningRate: 0.1)), epochs: 10)
    case .spiral: try classifier([16, 16], .relu, falling, weak, epochs: 200)
    case .plane: try regression([], .sgd(SGD(learningRate: 0.01)), epochs: 10)
    default: try regression([16, 16], .adam(Adam(learningRate: 0.01)), epochs: 200)
    }
  }

  /// Hidden layers and a sigmoid that says how likely the second class is.
  private func classifier(
    _ hidden: [Int], _ activation: Activation, _ optimizer: Optimizer, _ penalty: Penalty = .none,
    epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try points(
      layers: hidden.map { Dense(units: $0, activation: activation, penalty: penalty) }
        + [Dense(units: 1, activation: .sigmoid, penalty: penalty)],
      loss: .binaryCrossEntropy, optimizer, epochs: epochs)
  }

  /// Tanh layers and a number; the loss is Playground's.
  private func regression(
    _ hidden: [Int], _ optimizer: Optimizer, epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try points(
      layers: hidden.map { Dense(units: $0, activation: .tanh) } + [Dense(units: 1)],
      loss: .halfSquaredError, optimizer, epochs: epochs)
  }

  /// Batches of 10, as Playground has them.
  private func points(
    layers: [Dense], loss: Loss, _ optimizer: Optimizer, epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try NetworkBlueprint(
      name: rawValue, input: .list(2), layers: layers.map(Layer.dense), loss: loss,
      optimizer: optimizer, training: TrainingDefaults(epochs: epochs, batchSize: 10))
  }
}
