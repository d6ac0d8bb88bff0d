import ModelFiles
import NetworkDescription
import NeuronGraph
import Testing

/// Figures that PyTorch's automatic differentiation gives for the same networks.
///
/// They were made by `Fixtures/make_autograd_fixture.py` and `make_convolutions_fixture.py`, which
/// know nothing of this engine; the latter also holds its outputs against Keras'.
@Suite("Outputs, losses and gradients as PyTorch's autograd finds them")
struct AutogradFixtureTests {
  private static let tolerance = 1e-10

  /// The files, and how many networks are in them.
  private static let files = [("autograd.json", 65), ("convolutions.json", 22)]

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

  private func cases(_ file: String) throws -> [Case] { try fixture(file, as: [Case].self) }

  @Test("Outputs and losses agree to 1e-10", arguments: files)
  func outputs(file: String, count: Int) throws {
    let cases = try cases(file)
    #expect(cases.count == count)
    for entry in cases {
      let network = try entry.network
      let samples = entry.samples
      let evaluation = try network.evaluate(on: samples, samples: samples.all)
      expectClose(
        evaluation.outputs, entry.outputs.flatMap { $0 }, within: Self.tolerance,
        "\(entry.name): outputs")
      expectClose(
        [evaluation.result.loss], [entry.loss], within: Self.tolerance, "\(entry.name): loss")
    }
  }

  @Test("The gradients of the mean loss of a batch agree to 1e-10", arguments: files)
  func gradients(file: String, count: Int) throws {
    for entry in try cases(file) {
      let samples = entry.samples
      let (gradients, loss) = try entry.network.gradients(on: samples, samples: samples.all)
      expectClose([loss], [entry.loss], within: Self.tolerance, "\(entry.name): loss")
      #expect(Set(gradients.tensors.keys) == Set(entry.parameters.keys))
      for (name, tensor) in gradients.tensors where entry.gradients[name] == nil {
        #expect(tensor.values.allSatisfy { $0 == 0 }, "\(name) is not trained")
      }
      for (name, expected) in entry.gradients {
        expectClose(
          gradients[name]?.values ?? [], expected, within: Self.tolerance,
          "\(entry.name): \(name)")
      }
    }
  }

  @Test(
    "A training step moves every weight by the learning rate times that gradient", arguments: files)
  func step(file: String, count: Int) throws {
    for entry in try cases(file) {
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
