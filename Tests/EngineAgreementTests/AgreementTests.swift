import EngineAgreement
import MatrixEngine
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing
import Thoroughness

/// Two hundred made-up networks that together cover what blueprints can say.
///
/// Depths, widths of 1 and of primes, activations, losses, optimizers, dropout, penalties, pictures:
/// see `RandomBlueprint`.
@Suite("The two engines agree")
struct AgreementTests {
  @Test(
    "Outputs, losses and every gradient agree to 1e-10 in double precision",
    arguments: Thoroughness.cases(200))
  func gradients(number: Int) throws {
    try expectSameGradients(try RandomBlueprint.make(number), number)
  }

  @Test(
    "So they do for pictures, whatever the strides, paddings and sizes",
    arguments: Thoroughness.cases(120))
  func pictures(number: Int) throws {
    try expectSameGradients(try RandomBlueprint.pictures(number), number)
  }

  private func expectSameGradients(_ blueprint: NetworkBlueprint, _ number: Int) throws {
    let batch = [1, 2, 3, 7, 16][number % 5]
    let samples = MadeUpSamples(count: batch, for: blueprint, seed: UInt64(number) + 1000)
    // Deviations and means that are not 1 and 0.
    let parameters = blueprint.initialParameters(fitting: samples)
    let objects = try NeuronNetwork(blueprint, parameters: parameters)
    let layers = LayerComparison(blueprint)
    let all = Array(0..<batch)[...]
    let expected = try objects.evaluate(on: samples, samples: all)
    let (gradients, loss) = try objects.gradients(on: samples, samples: all)

    for name in KernelChoice.names {
      let matrices = try MatrixNetwork<Double>(
        blueprint, parameters: parameters, kernels: KernelChoice(named: name))
      let found = try matrices.evaluate(on: samples, samples: all)
      var outputs = Comparison(.outputs, layer: blueprint.layers.count, tolerance: 1e-10)
      outputs.add(expected.outputs, found.outputs) { layers.output($0) }
      #expect(outputs.agrees, "\(name): \(blueprint.jsonText) \(outputs)")
      #expect(expected.result.correctCount == found.result.correctCount)

      let (others, otherLoss) = try matrices.gradients(on: samples, samples: all)
      for layer in layers.compare(.gradients, gradients, others, within: 1e-10) {
        #expect(layer.agrees, "\(name): \(blueprint.jsonText) \(layer)")
      }
      for (first, second) in [(expected.result.loss, found.result.loss), (loss, otherLoss)] {
        #expect(abs(first - second) <= 1e-10 * max(1, first))
      }
    }
  }

  @Test(
    "Parameters agree to 1e-9 after 60 steps, a last partial batch included",
    arguments: Thoroughness.cases(100))
  func training(number: Int) throws {
    let blueprint = try RandomBlueprint.make(number)
    let kernels = KernelChoice.names
    try expectAgreement(
      blueprint, MadeUpSamples(count: 11, for: blueprint, seed: UInt64(number) + 2000),
      batches: [0..<4, 4..<8, 8..<11], steps: 60, within: 1e-9, threads: 1 + number % 2,
      kernels: KernelChoice(named: kernels[number % kernels.count]))
  }

  @Test(
    "Networks for pictures agree to 1e-9 after 20 steps, too", arguments: Thoroughness.cases(40))
  func pictureTraining(number: Int) throws {
    let blueprint = try RandomBlueprint.pictures(number)
    let kernels = KernelChoice.names
    try expectAgreement(
      blueprint, MadeUpSamples(count: 7, for: blueprint, seed: UInt64(number) + 3000),
      batches: [0..<4, 4..<7], steps: 20, within: 1e-9, threads: 1 + number % 2,
      kernels: KernelChoice(named: kernels[number % kernels.count]))
  }
}

/// Trains both engines with the same batches, over and over, and expects the same parameters.
func expectAgreement(
  _ blueprint: NetworkBlueprint, _ samples: any SampleSource, batches: [Range<Int>], steps: Int,
  within tolerance: Double, threads: Int = 1, kernels: KernelChoice? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let objects = try NeuronNetwork(blueprint)
  let matrices = try MatrixNetwork<Double>(blueprint, threads: threads, kernels: kernels)
  let indices = Array(0..<samples.count)
  for step in 0..<steps {
    let batch = indices[batches[step % batches.count]]
    _ = try objects.train(on: samples, samples: batch)
    _ = try matrices.train(on: samples, samples: batch)
  }
  let layers = LayerComparison(blueprint).compare(
    .parameters(steps: steps), objects.parameters, matrices.parameters, within: tolerance)
  for layer in layers {
    #expect(layer.agrees, "\(blueprint.jsonText) \(layer)", sourceLocation: sourceLocation)
  }
}
