import EngineAgreement
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Testing

/// Steps in single precision with settings that do not survive being rounded to it.
@Suite("Settings of optimizers work in single precision as they do in double precision")
struct SingleStepTests {
  /// Every optimizer, with numbers next to 1 and next to 0.
  private static let optimizers: [Optimizer] = [0.99999, 0.999_999_99].flatMap {
    decay -> [Optimizer] in
    [
      .sgd(SGD(learningRate: 0.1, momentum: decay)),
      .sgd(SGD(learningRate: 0.1, momentum: decay, nesterov: true)),
      .rmsprop(RMSprop(learningRate: 0.01, rho: decay)),
      .adam(Adam(beta1: decay, beta2: 0.999)), .adam(Adam(beta2: decay)),
      .adam(Adam(beta1: 0, beta2: 0)), .adamw(AdamW(weightDecay: 1e-9, beta2: decay)),
      .adadelta(Adadelta(learningRate: 1, rho: decay)),
    ]
  }

  private static let tinyEpsilons: [Optimizer] = [1e-20, 1e-50, 1e-300].flatMap {
    epsilon -> [Optimizer] in
    [
      .rmsprop(RMSprop(epsilon: epsilon)), .adam(Adam(epsilon: epsilon)),
      .adamw(AdamW(epsilon: epsilon)), .adadelta(Adadelta(learningRate: 1, epsilon: epsilon)),
      .adagrad(Adagrad(initialAccumulator: 0, epsilon: epsilon)),
    ]
  }

  private static func blueprint(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "settings", input: .list(3),
      layers: [
        .dense(Dense(units: 4, activation: .relu)), .dense(Dense(units: 2, activation: .softmax)),
      ], loss: .categoricalCrossEntropy, optimizer: optimizer)
  }

  @Test("Weights and memory keep to the bounds of each step", arguments: optimizers + tinyEpsilons)
  func bounds(optimizer: Optimizer) throws {
    for comparison in try AgreementCheck(Self.blueprint(optimizer), steps: 10).run().comparisons {
      #expect(comparison.agrees, "\(optimizer): \(comparison)")
    }
  }

  /// A weight whose gradient is its input, and another whose input is 0.
  private func steps(
    _ optimizer: Optimizer, input: Double, count: Int
  ) throws -> (objects: [Double], matrices: [Double]) {
    let blueprint = try NetworkBlueprint(
      name: "one", input: .list(2),
      layers: [.dense(Dense(units: 1, useBias: false, weightInitializer: .zeros))],
      loss: .meanAbsoluteError, optimizer: optimizer)
    let samples = MadeUpSamples(inputs: [[input, 0]], targets: [[-1e6]])
    let networks: [any TrainableNetwork] = [
      try NeuronNetwork(blueprint), try MatrixNetwork<Float>(blueprint),
    ]
    let weights = try networks.map { network in
      for _ in 0..<count { _ = try network.train(on: samples, samples: [0]) }
      return network.parameters["layers.0.weight"]?.values ?? []
    }
    return (weights[0], weights[1])
  }

  @Test("A β₂ next to 1 moves weights as far as in double precision, to 7 digits")
  func fading() throws {
    for beta2 in [0.999, 0.99999, 0.999_999_99] {
      let (objects, matrices) = try steps(.adam(Adam(beta2: beta2)), input: 0.7, count: 1)
      #expect(abs(matrices[0] / objects[0] - 1) < 1e-6, "\(beta2)")
    }
  }

  @Test(
    "An ε below single precision makes no NaN, and no step longer than rate",
    arguments: tinyEpsilons)
  func epsilon(optimizer: Optimizer) throws {
    for input in [1, 1e-15, 1e-18, 1e-20, 1e-30] {
      let (objects, matrices) = try steps(optimizer, input: input, count: 3)
      #expect(matrices.allSatisfy { $0.isFinite })
      #expect(matrices[1] == 0, "no gradient, no step")
      // As far as in double precision, or less where squares are taken for 0.
      #expect(abs(matrices[0]) <= 2 * max(abs(objects[0]), 0.02), "\(optimizer) \(input)")
    }
  }
}
