import MatrixEngine
import NetworkBlueprint
import NeuronGraph
import Testing

@Suite("The two engines agree")
struct AgreementTests {
  @Test("Outputs, losses and every gradient agree to 1e-10 in double precision", arguments: 0..<200)
  func gradients(number: Int) throws {
    let blueprint = try RandomBlueprint.make(number)
    let batch = [1, 2, 3, 7, 16][number % 5]
    let samples = RandomSamples(count: batch, for: blueprint, seed: UInt64(number) + 1000)
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint)
    let all = Array(0..<batch)[...]

    let expected = objects.evaluate(on: samples, samples: all)
    let found = matrices.evaluate(on: samples, samples: all)
    let outputs = Disagreement("outputs", expected.outputs, found.outputs)
    #expect(outputs.error <= 1e-10, "\(blueprint.jsonText) \(outputs)")
    #expect(abs(expected.result.loss - found.result.loss) <= 1e-10 * max(1, expected.result.loss))
    #expect(expected.result.correctCount == found.result.correctCount)

    let (first, _) = try objects.gradients(on: samples, samples: all)
    let (second, _) = try matrices.gradients(on: samples, samples: all)
    let gradients = Disagreement(first, second)
    #expect(gradients.error <= 1e-10, "\(blueprint.jsonText) \(gradients)")
  }

  @Test(
    "Parameters agree to 1e-9 after 60 steps, a last partial batch included", arguments: 0..<100)
  func training(number: Int) throws {
    let blueprint = try RandomBlueprint.make(number)
    let samples = RandomSamples(count: 11, for: blueprint, seed: UInt64(number) + 2000)
    let objects = try NeuronNetwork(blueprint)
    let matrices = try MatrixNetwork<Double>(blueprint, threads: 1 + number % 2)
    for _ in 0..<20 {
      for batch in [0..<4, 4..<8, 8..<11] {
        let indices = Array(0..<11)[batch]
        _ = try objects.train(on: samples, samples: indices)
        _ = try matrices.train(on: samples, samples: indices)
      }
    }
    let parameters = Disagreement(objects.parameters, matrices.parameters)
    #expect(parameters.error <= 1e-9, "\(blueprint.jsonText) \(parameters)")
  }
}
