import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing

@Suite("Plain descent moves weights on the way back")
struct DescentTests {
  /// Layers whose weights move by their gradient alone, and one with a penalty.
  private static func blueprint() throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "wide", input: .list(301),
      layers: [
        .dense(Dense(units: 33, activation: .tanh)),
        .dense(Dense(units: 127, activation: .sigmoid, penalty: Penalty(l2: 0.01))),
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.37)))
  }

  @Test("A step takes off each weight its gradient times the rate, bit by bit", arguments: [1, 2])
  func step(threads: Int) throws {
    let blueprint = try Self.blueprint()
    let samples = MadeUpSamples(count: 601, for: blueprint, seed: 5)
    // More samples than a block of the depth holds are learned from by way of the gradients.
    for count in [1, 10, 601] {
      let network = try MatrixNetwork<Double>(
        blueprint, parameters: nil, threads: threads, kernels: nil, takesSmallSteps: false)
      let before = network.parameters
      let batch = Array(0..<count)[...]
      let (gradients, loss) = try network.gradients(on: samples, samples: batch)
      #expect(network.parameters == before)
      let result = try network.train(on: samples, samples: batch)
      #expect(abs(result.loss - loss) < 1e-12)
      for (name, tensor) in before.tensors {
        let gradient = try #require(gradients[name]).values
        let expected = zip(tensor.values, gradient).map { $0 - 0.37 * $1 }
        let moved = try #require(network.parameters[name]).values
        #expect(expected == moved, "\(name), \(count) samples")
      }
    }
  }
}
