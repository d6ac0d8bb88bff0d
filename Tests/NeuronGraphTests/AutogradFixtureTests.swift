import NetworkBlueprint
import NeuronGraph
import Testing

/// Figures that PyTorch's automatic differentiation gives for the same networks.
///
/// They were made by `Fixtures/make_autograd_fixture.py`, which knows nothing of this engine.
@Suite("Outputs, losses and gradients as PyTorch's autograd finds them")
struct AutogradFixtureTests {
  private static let tolerance = 1e-10

  struct Case: Decodable {
    struct Values: Decodable {
      let shape: [Int]
      let values: [Double]
    }

    let name: String
    let blueprint: NetworkBlueprint
    let parameters: [String: Values]
    let inputs: [[Double]]
    let targets: [[Double]]
    let outputs: [[Double]]
    let loss: Double
    let gradients: [String: [Double]]

    var network: NeuronNetwork {
      get throws {
        let tensors = parameters.mapValues { Tensor(shape: $0.shape, values: $0.values) }
        return try NeuronNetwork(blueprint, parameters: Parameters(tensors))
      }
    }
    var samples: MemorySamples { MemorySamples(inputs: inputs, targets: targets) }
  }

  private func cases() throws -> [Case] { try fixture("autograd.json", as: [Case].self) }

  @Test("Outputs and losses agree to 1e-10")
  func outputs() throws {
    for entry in try cases() {
      let network = try entry.network
      let samples = entry.samples
      let evaluation = network.evaluate(on: samples, samples: samples.all)
      expectClose(
        evaluation.outputs, entry.outputs.flatMap { $0 }, within: Self.tolerance,
        "\(entry.name): outputs")
      expectClose(
        [evaluation.result.loss], [entry.loss], within: Self.tolerance, "\(entry.name): loss")
    }
  }

  @Test("The gradients of the mean loss of a batch agree to 1e-10")
  func gradients() throws {
    let cases = try cases()
    #expect(cases.count >= 40)
    for entry in cases {
      let samples = entry.samples
      let (gradients, loss) = try entry.network.gradients(on: samples, samples: samples.all)
      expectClose([loss], [entry.loss], within: Self.tolerance, "\(entry.name): loss")
      #expect(Set(gradients.tensors.keys) == Set(entry.gradients.keys))
      for (name, expected) in entry.gradients {
        expectClose(
          gradients[name]?.values ?? [], expected, within: Self.tolerance,
          "\(entry.name): \(name)")
      }
    }
  }

  @Test("A training step moves every weight by the learning rate times that gradient")
  func step() throws {
    for entry in try cases() {
      let network = try entry.network
      let before = network.parameters
      let rate = entry.blueprint.optimizer.learningRate
      _ = try network.train(on: entry.samples, samples: entry.samples.all)
      for (name, gradient) in entry.gradients {
        let expected = zip(before[name]?.values ?? [], gradient).map { $0 - rate * $1 }
        expectClose(
          network.parameters[name]?.values ?? [], expected, within: Self.tolerance,
          "\(entry.name): \(name)")
      }
    }
  }
}
