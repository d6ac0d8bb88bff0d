import NetworkBlueprint
import Testing

@testable import NeuronGraph

/// Five steps by Keras' own optimizer, made by `Fixtures/make_sgd_fixture.py`.
@Suite("Descent as Keras does it")
struct DescentFixtureTests {
  struct Figures: Decodable {
    struct Case: Decodable {
      struct Named: Decodable {
        let sgd: Settings
      }
      struct Settings: Decodable {
        let learningRate: Double
        let momentum: Double?
        let nesterov: Bool?
      }

      let name: String
      let optimizer: Named
      let after: [[String: [Double]]]
    }

    let shapes: [String: [Int]]
    let start: [String: [Double]]
    let gradients: [[String: [Double]]]
    let cases: [Case]
  }

  @Test("Plain descent, momentum and Nesterov's momentum agree to 1e-12", arguments: 0..<3)
  func steps(index: Int) throws {
    let figures = try fixture("sgd.json", as: Figures.self)
    #expect(figures.cases.map(\.name) == ["plain", "momentum", "nesterov"])
    let entry = figures.cases[index]
    let network = try network(figures, entry.optimizer.sgd)
    var nobody = NoFollower()
    for (step, gradients) in figures.gradients.enumerated() {
      for tensor in network.tensors {
        // Twice the gradient from a batch of two: their mean is what Keras was given.
        for (weight, gradient) in zip(tensor.weights, gradients[tensor.name] ?? []) {
          weight.gradient = 2 * gradient
        }
      }
      network.updateWeights(batchSize: 2, &nobody)
      for (name, expected) in entry.after[step] {
        expectClose(
          network.parameters[name]?.values ?? [], expected, within: 1e-12,
          "\(entry.name), step \(step): \(name)")
      }
    }
  }

  private func network(
    _ figures: Figures, _ settings: Figures.Case.Settings
  ) throws -> NeuronNetwork {
    let parameters = figures.start.map { name, values in
      (name, Tensor(shape: figures.shapes[name] ?? [], values: values))
    }
    let sgd = SGD(
      learningRate: settings.learningRate, momentum: settings.momentum ?? 0,
      nesterov: settings.nesterov ?? false)
    return try NeuronNetwork(
      NetworkBlueprint(
        name: "descent", input: .list(2), layers: [.dense(Dense(units: 3))],
        loss: .halfSquaredError, optimizer: .sgd(sgd)),
      parameters: Parameters(Dictionary(uniqueKeysWithValues: parameters)))
  }
}
