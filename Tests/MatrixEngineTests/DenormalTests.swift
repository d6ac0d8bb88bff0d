import EngineAgreement
import MatrixEngine
import NetworkDescription
import Testing

/// Numbers below the smallest normal one lose digits, and slow processors down many times.
@Suite("Denormal numbers are flushed to zero")
struct DenormalTests {
  /// One link of weight 1 from a tiny input to an output that passes its sum on.
  private static func network<Scalar: MatrixScalar>(
    weight: Double, threads: Int = 1, _ type: Scalar.Type
  ) throws -> MatrixNetwork<Scalar> {
    let blueprint = try NetworkBlueprint(
      name: "tiny", input: .list(1), layers: [.dense(Dense(units: 1))], loss: .halfSquaredError,
      optimizer: .sgd(SGD(learningRate: 1)))
    return try MatrixNetwork(
      blueprint,
      parameters: Parameters([
        "layers.0.weight": Tensor(shape: [1, 1], values: [weight]),
        "layers.0.bias": Tensor(shape: [1], values: [0]),
      ]), threads: threads)
  }

  @Test("A product that would be denormal is zero, and a normal one is not")
  func products() throws {
    // 2⁻¹²⁶ is the smallest normal Float, 2⁻¹⁰²² the smallest normal Double.
    let (single, double) = (Double(Float.leastNormalMagnitude), Double.leastNormalMagnitude)
    func output<Scalar: MatrixScalar>(
      _ weight: Double, _ input: Double, _ type: Scalar.Type
    ) throws -> Double {
      let samples = MadeUpSamples(inputs: [[input]], targets: [[0]])
      return try Self.network(weight: weight, type).evaluate(on: samples, samples: [0]).outputs[0]
    }
    #expect(try output(1, 4 * single, Float.self) == 4 * single)
    #expect(try output(0.25, 2 * single, Float.self) == 0)
    #expect(try output(1, 4 * double, Double.self) == 4 * double)
    #expect(try output(0.25, 2 * double, Double.self) == 0)
  }

  @Test("A gradient that would be denormal is zero, and moves nothing")
  func gradients() throws {
    let tiny = Double(Float.leastNormalMagnitude)
    let samples = MadeUpSamples(inputs: [[tiny]], targets: [[-0.25]])
    let network = try Self.network(weight: 0, Float.self)
    let (gradients, _) = try network.gradients(on: samples, samples: [0])
    #expect(gradients["layers.0.weight"]?.values == [0])
    #expect(gradients["layers.0.bias"]?.values == [0.25])
  }

  @Test("The caller's arithmetic has its denormals back afterwards")
  func caller() throws {
    let samples = MadeUpSamples(inputs: [[1]], targets: [[0]])
    let network = try Self.network(weight: 1, threads: 2, Float.self)
    _ = try network.train(on: samples, samples: [0])
    _ = try network.evaluate(on: samples, samples: [0])
    #expect(Float.leastNormalMagnitude * Float(samples.targets[0][0] + 0.5) != 0)
  }
}
