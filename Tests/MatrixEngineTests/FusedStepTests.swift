import EngineAgreement
import NetworkDescription
import Testing

@testable import MatrixEngine

@Suite("Layers that do their neighbours' work")
struct FusedStepTests {
  /// Dropout behind relu and behind tanh, in front of dense layers, so that it is done with their sums; and
  /// behind everything, and in front of an activation, where it is not.
  private static func blueprint(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "wide", input: .list(301),
      layers: [
        .dense(Dense(units: 211, activation: .relu)), .dropout(Dropout(rate: 0.3)),
        .dense(Dense(units: 127, activation: .tanh)), .dropout(Dropout(rate: 0.5)),
        .dense(Dense(units: 66, activation: .silu)), .dropout(Dropout(rate: 0.1)),
        .activation(ActivationLayer(.relu)), .dense(Dense(units: 10, activation: .sigmoid)),
        .dropout(Dropout(rate: 0.1)),
      ],
      loss: .halfSquaredError, optimizer: optimizer)
  }

  @Test(
    "Steps are those of layers that keep to their own task, bit by bit",
    arguments: [
      .sgd(SGD(learningRate: 0.1)), .rmsprop(RMSprop()), .adam(Adam()),
      .sgd(SGD(learningRate: 0.1, momentum: 0.9)),
    ] as [Optimizer], [1, 2, 3])
  func steps(optimizer: Optimizer, threads: Int) throws {
    let blueprint = try Self.blueprint(optimizer)
    let samples = MadeUpSamples(count: 530, for: blueprint, seed: 5)
    for count in [1, 10, 130, 530] {
      func trained(takenApart: Bool) throws -> (Parameters, [Double], lossSum: Double) {
        let network = try MatrixNetwork<Float>(
          blueprint, parameters: nil, threads: threads, kernels: nil, takesSmallSteps: false)
        if takenApart { network.takeApart(rows: count) }
        var lossSum = 0.0
        let batch = Array(0..<count)[...]
        for _ in 0..<2 { lossSum += try network.train(on: samples, samples: batch).lossSum }
        let outputs = try network.evaluate(on: samples, samples: batch).outputs
        return (network.parameters, outputs, lossSum)
      }
      let together = try trained(takenApart: false)
      let apart = try trained(takenApart: true)
      // (Not #expect, which would print all the numbers.)
      if together != apart { Issue.record("\(count) samples") }
    }
  }
}
