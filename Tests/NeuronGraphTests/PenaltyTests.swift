import NetworkDescription
import Testing

@testable import NeuronGraph

@Suite("Penalties on large weights")
struct PenaltyTests {
  /// One weight of 2 and one of −3, whose gradients from the sample are 0.
  private static func network(
    _ penalty: Penalty, optimizer: Optimizer = .sgd(SGD(learningRate: 0.1)),
    weights: [Double] = [2, -3]
  ) throws -> NeuronNetwork {
    try NeuronNetwork(
      NetworkBlueprint(
        name: "penalty", input: .list(2), layers: [.dense(Dense(units: 1, penalty: penalty))],
        loss: .halfSquaredError, optimizer: optimizer),
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [2, 1], values: weights),
        "layers.0.bias": Tensor(shape: [1], values: [5]),
      ]))
  }

  /// Both inputs 0, so that the output is the bias and nothing depends on the weights.
  private let silence = MemorySamples(inputs: [[0, 0], [0, 0]], targets: [[5], [5]])

  @Test("The loss has λ₁Σ|w| + λ₂Σw²/2, and says what it is without")
  func loss() throws {
    let network = try Self.network(Penalty(l1: 0.5, l2: 0.25))
    let expected = 0.5 * (2 + 3) + 0.25 * (4 + 9) / 2
    let evaluation = try network.evaluate(on: silence, samples: silence.all)
    #expect(evaluation.result.loss == expected)
    #expect(evaluation.result.lossWithoutPenalty == 0)
    let result = try network.train(on: silence, samples: silence.all)
    #expect(result.loss == expected)
    #expect(result.lossWithoutPenalty == 0)
    let other = try Self.network(Penalty(l1: 0.5, l2: 0.25))
    #expect(try other.learn(inputs: [0, 0], targets: [5]) == expected)
    #expect(other.parameters == network.parameters)
  }

  @Test("L1 takes the same from every weight, L2 the same share; biases stay")
  func decay() throws {
    let sameSize = try Self.network(Penalty(l1: 0.5))
    _ = try sameSize.train(on: silence, samples: silence.all)
    expectClose(weights(sameSize), [2 - 0.05, -3 + 0.05], within: 1e-15, "L1")
    let sameShare = try Self.network(Penalty(l2: 0.5))
    _ = try sameShare.train(on: silence, samples: silence.all)
    expectClose(weights(sameShare), [2 * 0.95, -3 * 0.95], within: 1e-15, "L2")
    #expect(sameShare.parameters["layers.0.bias"]?.values == [5])
  }

  @Test("It counts once for a batch, however large")
  func oncePerBatch() throws {
    let (one, many) = (
      try Self.network(Penalty(l1: 0.1, l2: 0.2)), try Self.network(Penalty(l1: 0.1, l2: 0.2))
    )
    let row = MemorySamples(inputs: [[0.5, 1]], targets: [[1]])
    let rows = MemorySamples(
      inputs: [[Double]](repeating: [0.5, 1], count: 4), targets: [[1], [1], [1], [1]])
    let results = [
      try one.train(on: row, samples: row.all), try many.train(on: rows, samples: rows.all),
    ]
    #expect(abs(results[0].loss - results[1].loss) < 1e-15)
    expectClose(weights(one), weights(many), within: 1e-15, "weights")
  }

  @Test("A weight of 0 stays under L1")
  func zero() throws {
    let network = try Self.network(Penalty(l1: 1), weights: [0, -0.0])
    _ = try network.train(on: silence, samples: silence.all)
    #expect(weights(network) == [0, 0])
  }

  @Test("A penalty that overflows stops the step and names the layer")
  func overflow() throws {
    let network = try Self.network(Penalty(l2: 1), weights: [1e200, 0])
    let before = network.trainingState
    #expect {
      try network.train(on: silence, samples: silence.all)
    } throws: { error in
      guard case .notFinite(let fault)? = error as? NetworkError else { return false }
      return fault.culprit == .penalty(layer: 1)
    }
    #expect(throws: NetworkError.self) { try network.learn(inputs: [0, 0], targets: [5]) }
    #expect(network.trainingState == before)
    let onlySizes = try Self.network(Penalty(l1: 1e-200), weights: [1e200, 0])
    #expect(try onlySizes.learn(inputs: [0, 0], targets: [5]) == 1)
  }

  private func weights(_ network: NeuronNetwork) -> [Double] {
    network.parameters["layers.0.weight"]?.values ?? []
  }
}
