import EngineAgreement
import MatrixEngine
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("In single precision the engines differ by no more than rounding can explain")
struct SinglePrecisionTests {
  private static let losses: [(Loss, Activation)] = [
    (.categoricalCrossEntropy, .softmax), (.binaryCrossEntropy, .sigmoid),
    (.halfSquaredError, .tanh), (.meanSquaredError, .sigmoid), (.halfSquaredError, .identity),
  ]

  /// Dense layers of up to 300 links a neuron, without dropout and penalties.
  private static func blueprint(_ number: Int) throws -> NetworkBlueprint {
    var random = SeededRandom(seed: UInt64(number)).sequence(.check, layer: 8)
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int(random.nextUnit() * Double(values.count))]
    }
    let (loss, last) = losses[number % losses.count]
    var layers: [Layer] = (0..<number % 4).map { _ in
      .dense(
        Dense(
          units: pick([1, 3, 17, 40]),
          activation: pick([.identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.1)]),
          biasInitializer: .uniform(limit: 0.5)))
    }
    layers.append(.dense(Dense(units: pick([2, 5, 10]), activation: last)))
    return try NetworkBlueprint(
      name: "single \(number)", input: .list(pick([1, 2, 31, 300])), layers: layers, loss: loss,
      seed: UInt64(number))
  }

  @Test("Outputs and gradients keep to the bound of their sums", arguments: 0..<60)
  func bound(number: Int) throws {
    let blueprint = try Self.blueprint(number)
    let batch = [1, 2, 5][number % 3]
    let samples = MadeUpSamples(count: batch, for: blueprint, seed: UInt64(number) + 3000)
    let all = Array(0..<batch)[...]
    let objects = try NeuronNetwork(blueprint)
    let bound = try RoundingBound(objects, samples.inputs, samples.targets)
    let expected = try objects.evaluate(on: samples, samples: all).outputs
    let (gradients, _) = try objects.gradients(on: samples, samples: all)

    for name in KernelChoice.names {
      let matrices = try MatrixNetwork<Float>(blueprint, kernels: KernelChoice(named: name))
      let found = try matrices.evaluate(on: samples, samples: all).outputs
      for index in expected.indices {
        let error = abs(expected[index] - found[index])
        #expect(
          error <= bound.outputs[index],
          "\(name): output \(index): \(expected[index]) and \(found[index]) in \(blueprint.name)")
      }
      // On the other side of a corner the slope is another one, whatever the digits.
      guard !bound.isNearCorner else { continue }
      let (others, _) = try matrices.gradients(on: samples, samples: all)
      for layer in LayerComparison(blueprint).excess(gradients, others, bound.gradients) {
        #expect(layer.agrees, "\(name): \(blueprint.jsonText) \(layer)")
      }
    }
  }

  @Test("The bound is no blank cheque: at most 0.002 for an output, with few relus near a corner")
  func usefulness() throws {
    var nearCorner = 0
    var largest = 0.0
    for number in 0..<60 {
      let blueprint = try Self.blueprint(number)
      let samples = MadeUpSamples(count: 1, for: blueprint, seed: UInt64(number) + 3000)
      let bound = try RoundingBound(
        NeuronNetwork(blueprint), samples.inputs, samples.targets)
      largest = max(largest, bound.outputs.reduce(0, max))
      nearCorner += bound.isNearCorner ? 1 : 0
    }
    #expect(largest < 2e-3 && nearCorner <= 3)
  }
}
