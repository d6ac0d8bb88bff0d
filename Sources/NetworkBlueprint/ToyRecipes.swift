// Networks for TensorFlow Playground's six sets of points. Each solves its set from every seed that
// was tried; Docs/ToyData.md has the figures.

extension Recipe {
  /// What a recipe for points of a plane is, in one line.
  var toySummary: String {
    switch self {
    case .circle: "points: a disc in a ring, 2-4-1, as in TensorFlow Playground"
    case .xorPoints: "points: opposite quadrants, 2-4-1"
    case .gauss: "points: two clouds, one sigmoid neuron"
    case .spiral: "points: two arms of a spiral, 2-16-8-1"
    case .plane: "points: a number that rises evenly, one linear neuron"
    default: "points: a number, six bumps up and down, 2-16-16-1"
    }
  }

  /// The network for a set of points.
  func toyBlueprint() throws(BlueprintError) -> NetworkBlueprint {
    switch self {
    case .circle: try classifier(hidden: [4], .sgd(SGD(learningRate: 0.3)), epochs: 60)
    case .xorPoints: try classifier(hidden: [4], .sgd(SGD(learningRate: 0.3)), epochs: 60)
    case .gauss: try classifier(hidden: [], .sgd(SGD(learningRate: 0.1)), epochs: 10)
    case .spiral: try classifier(hidden: [16, 8], .adam(Adam(learningRate: 0.01)), epochs: 200)
    case .plane: try regression(hidden: [], .sgd(SGD(learningRate: 0.01)), epochs: 10)
    default: try regression(hidden: [16, 16], .adam(Adam(learningRate: 0.01)), epochs: 200)
    }
  }

  /// Tanh layers and a sigmoid that says how likely the second class is.
  private func classifier(
    hidden: [Int], _ optimizer: Optimizer, epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try points(
      hidden, output: .sigmoid, loss: .binaryCrossEntropy, optimizer, epochs: epochs)
  }

  /// Tanh layers and a number; the loss is Playground's.
  private func regression(
    hidden: [Int], _ optimizer: Optimizer, epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try points(hidden, output: .identity, loss: .halfSquaredError, optimizer, epochs: epochs)
  }

  /// Batches of 10, as Playground has them.
  private func points(
    _ hidden: [Int], output: Activation, loss: Loss, _ optimizer: Optimizer, epochs: Int
  ) throws(BlueprintError) -> NetworkBlueprint {
    try NetworkBlueprint(
      name: rawValue, input: .list(2),
      layers: hidden.map { .dense(Dense(units: $0, activation: .tanh)) }
        + [.dense(Dense(units: 1, activation: output))],
      loss: loss, optimizer: optimizer, training: TrainingDefaults(epochs: epochs, batchSize: 10))
  }
}
