import NetworkDescription
import Testing

@testable import NeuronGraph

/// Five steps by Keras' own optimizers, made by `Fixtures/make_optimizers_fixture.py`.
@Suite("Optimizers and schedules as Keras has them")
struct OptimizerFixtureTests {
  struct Figures: Decodable {
    struct Case: Decodable {
      let name: String
      /// As a blueprint has it.
      let optimizer: String
      let after: [[String: [Double]]]
    }

    let shapes: [String: [Int]]
    let start: [String: [Double]]
    let gradients: [[String: [Double]]]
    let cases: [Case]
  }

  @Test("All weights agree to 1e-12 after each of five steps", arguments: 0..<18)
  func steps(index: Int) throws {
    let figures = try fixture("optimizers.json", as: Figures.self)
    #expect(figures.cases.count == 18)
    let entry = figures.cases[index]
    let network = try network(figures, entry.optimizer)
    for (step, gradients) in figures.gradients.enumerated() {
      for tensor in network.tensors {
        // Twice the gradient from a batch of two: their mean is what Keras was given.
        for (weight, gradient) in zip(tensor.weights, gradients[tensor.name] ?? []) {
          weight.gradient = 2 * gradient
        }
      }
      network.update(batchSize: 2)
      for (name, expected) in entry.after[step] {
        expectClose(
          network.parameters[name]?.values ?? [], expected, within: 1e-12,
          "\(entry.name), step \(step): \(name)")
      }
    }
  }

  private func network(_ figures: Figures, _ optimizer: String) throws -> NeuronNetwork {
    let parameters = figures.start.map { name, values in
      (name, Tensor(shape: figures.shapes[name] ?? [], values: values))
    }
    let blueprint = try NetworkBlueprint(
      json: """
        {"glassbox":1,"name":"descent","input":[2],"layers":[{"dense":{"units":3}}],
         "loss":"halfSquaredError","optimizer":\(optimizer)}
        """)
    return try NeuronNetwork(
      blueprint, parameters: Parameters(Dictionary(uniqueKeysWithValues: parameters)))
  }
}
