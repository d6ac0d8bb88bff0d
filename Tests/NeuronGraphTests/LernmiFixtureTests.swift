import NetworkDescription
import NeuronGraph
import Testing

/// Weights after training as in Lernmi, made by `Fixtures/make_lernmi_fixture.py`.
///
/// Lernmi counts its layers of links from 0; ours come after the sigmoid on the inputs, which is
/// layer 0 of the blueprint.
@Suite("Training as Lernmi does it")
struct LernmiFixtureTests {
  struct Case: Decodable {
    struct Row: Decodable {
      let input: [Double]
      let target: [Double]
    }
    struct Weights: Decodable {
      let values: [Double]
      let shape: [Int]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let rows = try? container.decode([[Double]].self) {
          (values, shape) = (rows.flatMap { $0 }, [rows.count, rows.first?.count ?? 0])
        } else {
          values = try container.decode([Double].self)
          shape = [values.count]
        }
      }
    }

    let name: String
    let shape: [Int]
    let learningRate: Double
    let rows: [Row]
    let initial: [String: Weights]
    let after: [String: [String: Weights]]
    let outputs: [[Double]]
  }

  @Test("Weights after 1, 10 and 1,000 steps agree to 1e-12")
  func weights() throws {
    let cases = try fixture("lernmi.json", as: [Case].self)
    #expect(cases.map(\.name) == ["or", "xor", "xor-2-2-1", "lernmi-or", "lernmi-xor"])
    for entry in cases {
      let blueprint = try NetworkBlueprint.lernmi(layerSizes: entry.shape)
      #expect(blueprint.optimizer == .sgd(SGD(learningRate: entry.learningRate)))
      let network = try NeuronNetwork(blueprint, parameters: parameters(entry.initial))
      var compared = 0
      for step in 1...1000 {
        let row = entry.rows[(step - 1) % entry.rows.count]
        try network.learn(inputs: row.input, targets: row.target)
        guard let expected = entry.after["\(step)"] else { continue }
        compared += 1
        for (name, tensor) in parameters(expected).tensors {
          expectClose(
            network.parameters[name]?.values ?? [], tensor.values, within: 1e-12,
            "\(entry.name), step \(step): \(name)")
        }
      }
      #expect(compared == 3)
      for (row, expected) in zip(entry.rows, entry.outputs) {
        expectClose(
          try network.predict(row.input), expected, within: 1e-12, "\(entry.name): outputs")
      }
    }
  }

  private func parameters(_ weights: [String: Case.Weights]) -> Parameters {
    let renamed = weights.map { name, tensor in
      let parts = name.split(separator: ".")
      let layer = (Int(parts[1]) ?? 0) + 1
      return (
        "\(parts[0]).\(layer).\(parts[2])", Tensor(shape: tensor.shape, values: tensor.values)
      )
    }
    return Parameters(Dictionary(uniqueKeysWithValues: renamed))
  }
}
