import EngineAgreement
import MatrixEngine
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing
import Thoroughness

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

  @Test("Outputs and gradients keep to the bound of their sums", arguments: Thoroughness.cases(60))
  func bound(number: Int) throws {
    let blueprint = try Self.blueprint(number)
    let batch = [1, 2, 5][number % 3]
    let samples = MadeUpSamples(count: batch, for: blueprint, seed: UInt64(number) + 3000)
    let all = Array(0..<batch)[...]
    let objects = try NeuronNetwork(blueprint)
    let bound = RoundingBound(objects, of: blueprint)
    let outputBounds = try bound.outputs(on: samples, samples: all)
    let gradientBounds = try bound.gradients(on: samples, samples: all)
    let expected = try objects.evaluate(on: samples, samples: all).outputs
    let (gradients, _) = try objects.gradients(on: samples, samples: all)

    for name in KernelChoice.names {
      let matrices = try MatrixNetwork<Float>(blueprint, kernels: KernelChoice(named: name))
      let found = try matrices.evaluate(on: samples, samples: all).outputs
      for index in expected.indices {
        let error = abs(expected[index] - found[index])
        #expect(
          error <= outputBounds[index],
          "\(name): output \(index): \(expected[index]) and \(found[index]) in \(blueprint.name)")
      }
      let (others, _) = try matrices.gradients(on: samples, samples: all)
      for (name, tensor) in gradients.tensors {
        let (found, bounds) = (others[name]?.values ?? [], gradientBounds[name]?.values ?? [])
        #expect(found.count == tensor.values.count && bounds.count == found.count)
        for (index, value) in tensor.values.enumerated() {
          #expect(
            abs(value - found[index]) <= bounds[index],
            "\(name)[\(index)]: \(value) and \(found[index]) in \(blueprint.jsonText)")
        }
      }
    }
  }

  @Test("The bound is no blank cheque: at most 0.002 for an output")
  func usefulness() throws {
    var largest = 0.0
    for number in 0..<60 {
      let blueprint = try Self.blueprint(number)
      let samples = MadeUpSamples(count: 1, for: blueprint, seed: UInt64(number) + 3000)
      let bounds = try RoundingBound(NeuronNetwork(blueprint), of: blueprint)
        .outputs(on: samples, samples: [0])
      largest = max(largest, bounds.reduce(0, max))
    }
    #expect(largest < 2e-3)
  }

  @Test(
    "The check holds whatever the layers, losses and optimizers", arguments: Thoroughness.cases(24))
  func everyKind(number: Int) throws {
    let blueprint =
      number < 18
      ? try RandomBlueprint.make(number) : try RandomBlueprint.pictures(number)
    for comparison in try AgreementCheck(blueprint, steps: 5).run().comparisons {
      #expect(comparison.agrees, "\(blueprint.jsonText) \(comparison)")
    }
  }
}
