import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing

/// Times in seconds since 1970 differ in their last digits, which single precision does not have.
@Suite("A normalization takes off means before anything is rounded")
struct NormalizationTests {
  /// A network that only normalizes and hands on, in single precision.
  private static func network(_ samples: MadeUpSamples) throws -> MatrixNetwork<Float> {
    let blueprint = try NetworkBlueprint(
      name: "hands on", input: .list(1),
      layers: [
        .normalization,
        .dense(Dense(units: 1, useBias: false, weightInitializer: .ones)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0)))
    return try MatrixNetwork(blueprint, parameters: blueprint.initialParameters(fitting: samples))
  }

  @Test(
    "Small differences of large inputs come out with all their digits",
    arguments: [0, 1e3, 1e6, 1e9, 1.7e9])
  func offsets(offset: Double) throws {
    let distances = [-1.5, -0.5, 0.25, 1.75]
    let samples = MadeUpSamples(
      inputs: distances.map { [offset + $0] }, targets: distances.map { _ in [0] })
    let network = try Self.network(samples)
    let deviation = (distances.reduce(0) { $0 + $1 * $1 } / 4).squareRoot()
    let all = Array(0..<4)[...]
    let outputs = try network.evaluate(on: samples, samples: all).outputs
    let predicted = try samples.inputs.map { try network.predict($0)[0] }
    for (index, distance) in distances.enumerated() {
      #expect(abs(outputs[index] - distance / deviation) < 1e-6)
      #expect(predicted[index] == outputs[index])
    }
    // Learning sees the same: Σ ½·output² over outputs of deviation 1.
    let loss = try network.train(on: samples, samples: all).loss
    #expect(abs(loss - 0.5) < 1e-6)
  }

  @Test("What it has learned is handed back as it was given, to the last bit")
  func parameters() throws {
    let samples = MadeUpSamples(
      inputs: [[1_700_000_001.25], [1_700_000_003.5]], targets: [[0], [0]])
    let network = try Self.network(samples)
    #expect(network.parameters["layers.0.mean"]?.values == [1_700_000_002.375])
    #expect(network.parameters["layers.0.deviation"]?.values == [1.125])
    try network.setParameters(network.parameters)
    #expect(network.parameters["layers.0.mean"]?.values == [1_700_000_002.375])
  }
}
