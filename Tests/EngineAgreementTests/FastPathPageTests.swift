import Foundation
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Testing
import TrainingData

@Suite("What Docs/FastPath.md shows is true")
struct FastPathPageTests {
  /// A matrix as its rows.
  private typealias Rows = [[Double]]

  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/FastPath.md")

  /// The matrices of the page by their names: `name rows×columns = 1.0 2.0 | 3.0 4.0`.
  private static func matrices() throws -> [String: Rows] {
    let blocks = try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "```matrices\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    var matrices: [String: Rows] = [:]
    for line in blocks.joined().split(separator: "\n") {
      let sides = line.components(separatedBy: " = ")
      let words = sides[0].split(separator: " ").map(String.init)
      let rows = sides[1].components(separatedBy: " | ").map { row in
        row.split(separator: " ").compactMap {
          Double($0.replacingOccurrences(of: "−", with: "-"))
        }
      }
      #expect(words[1] == "\(rows.count)×\(rows[0].count)", "\(line)")
      matrices[words[0]] = rows
    }
    return matrices
  }

  private static func product(_ a: Rows, _ b: Rows) -> Rows {
    a.map { row in
      b[0].indices.map { column in zip(row, b).map { $0 * $1[column] }.reduce(0, +) }
    }
  }

  private static func transposed(_ a: Rows) -> Rows {
    a[0].indices.map { column in a.map { $0[column] } }
  }

  private static func combine(_ a: Rows, _ b: Rows, _ rule: (Double, Double) -> Double) -> Rows {
    zip(a, b).map { zip($0, $1).map { rule($0, $1) } }
  }

  private static func sigmoid(_ a: Rows) -> Rows { a.map { $0.map { 1 / (1 + exp(-$0)) } } }

  private static func columnSums(_ a: Rows) -> Rows { [transposed(a).map { $0.reduce(0, +) }] }

  private func layer(_ inputs: Rows, _ weight: Rows, _ bias: Rows) -> Rows {
    Self.product(inputs, weight).map { zip($0, bias[0]).map { $0 + $1 } }
  }

  @Test("Its matrices follow from the first ones by its equations, to the digits shown")
  func equations() throws {
    let page = try Self.matrices()
    func shown(_ name: String) throws -> Rows { try #require(page[name], "\(name)") }
    func expect(_ name: String, _ rows: Rows) throws {
      let found = try shown(name)
      for (row, line) in rows.enumerated() {
        for (column, number) in line.enumerated() {
          #expect(abs(found[row][column] - number) <= 0.000051, "\(name) [\(row), \(column)]")
        }
      }
    }
    func slope(_ outputs: Rows) -> Rows { outputs.map { $0.map { $0 * (1 - $0) } } }

    let (inputs, targets) = (try shown("inputs"), try shown("targets"))
    let (weight1, weight2) = (try shown("weight₁"), try shown("weight₂"))
    let sums1 = layer(inputs, weight1, try shown("bias₁"))
    let outputs1 = Self.sigmoid(sums1)
    let sums2 = layer(outputs1, weight2, try shown("bias₂"))
    let outputs2 = Self.sigmoid(sums2)
    let errors = Self.combine(outputs2, targets, -)
    let back2 = errors.map { $0.map { $0 / 2 } }
    let backSums2 = Self.combine(back2, slope(outputs2), *)
    let backWeight2 = Self.product(Self.transposed(outputs1), backSums2)
    let back1 = Self.product(backSums2, Self.transposed(weight2))
    let backSums1 = Self.combine(back1, slope(outputs1), *)
    let backWeight1 = Self.product(Self.transposed(inputs), backSums1)

    try expect("sums₁", sums1)
    try expect("outputs₁", outputs1)
    try expect("sums₂", sums2)
    try expect("outputs₂", outputs2)
    try expect("loss", [[errors.joined().map { $0 * $0 / 2 }.reduce(0, +) / 2]])
    try expect("∂outputs₂", back2)
    try expect("∂sums₂", backSums2)
    try expect("∂weight₂", backWeight2)
    try expect("∂bias₂", Self.columnSums(backSums2))
    try expect("∂outputs₁", back1)
    try expect("∂sums₁", backSums1)
    try expect("∂weight₁", backWeight1)
    try expect("∂bias₁", Self.columnSums(backSums1))
    try expect("newWeight₁", Self.combine(weight1, backWeight1) { $0 - 0.5 * $1 })
    try expect("newWeight₂", Self.combine(weight2, backWeight2) { $0 - 0.5 * $1 })
  }

  @Test("Both engines give the gradients and the new weights that it shows")
  func engines() throws {
    let page = try Self.matrices()
    let blueprint = try NetworkBlueprint(
      name: "page", input: .list(2),
      layers: [
        .dense(Dense(units: 2, activation: .sigmoid)),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
    let names = [
      "layers.0.weight": "weight₁", "layers.0.bias": "bias₁", "layers.1.weight": "weight₂",
      "layers.1.bias": "bias₂",
    ]
    var tensors: [String: Tensor] = [:]
    for (tensor, specification) in blueprint.parameterSpecifications {
      let shown = try #require(names[tensor].flatMap { page[$0] })
      tensors[tensor] = Tensor(
        shape: specification.shape, values: Array(shown.joined()))
    }
    let parameters = Parameters(tensors)
    let samples = try Dataset(
      name: "page", inputShape: .list(2),
      inputs: .numbers(try #require(page["inputs"]).flatMap(\.self)),
      targets: .numbers(try #require(page["targets"]).flatMap(\.self), perSample: 1))

    let network = try MatrixNetwork<Double>(blueprint, parameters: parameters)
    let (gradients, loss) = try network.gradients(on: samples, samples: [0, 1])
    let objects = try NeuronNetwork(blueprint, parameters: parameters)
    let (objectGradients, objectLoss) = try objects.gradients(on: samples, samples: [0, 1])
    for found in [loss, objectLoss] { #expect(abs(found - 0.1264) <= 0.000051) }
    _ = try network.train(on: samples, samples: [0, 1])
    _ = try objects.train(on: samples, samples: [0, 1])
    for (tensor, name) in names {
      for found in [gradients, objectGradients] {
        #expect(isShown(try #require(page["∂" + name]), found[tensor]?.values), "∂\(name)")
      }
      guard name.hasPrefix("weight") else { continue }
      for found in [network.parameters, objects.parameters] {
        #expect(isShown(try #require(page["newW" + name.dropFirst()]), found[tensor]?.values))
      }
    }
  }

  private func isShown(_ shown: Rows, _ values: [Double]?) -> Bool {
    zip(Array(shown.joined()), values ?? [.nan]).allSatisfy { abs($0 - $1) <= 0.000051 }
  }
}
