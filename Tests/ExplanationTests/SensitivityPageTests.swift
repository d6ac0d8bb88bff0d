import Explanation
import ExplanationTestSupport
import Foundation
import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("What Docs/Sensitivity.md shows is true")
struct SensitivityPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Docs/Sensitivity.md")

  /// The blocks of one kind.
  private static func blocks(_ kind: String) throws -> [String] {
    try String(contentsOf: page, encoding: .utf8)
      .components(separatedBy: "```\(kind)\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test("Every quoted block is in a fresh explanation, word for word")
  func quotes() throws {
    let blueprint = try NetworkBlueprint(
      name: "page", input: .list(2),
      layers: [
        .dense(Dense(units: 2, activation: .sigmoid)),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
    let parameters = Parameters([
      "layers.0.weight": Tensor(shape: [2, 2], values: [0.3, -0.2, 0.5, 0.8]),
      "layers.0.bias": Tensor(shape: [2], values: [0.1, -0.1]),
      "layers.1.weight": Tensor(shape: [2, 1], values: [0.7, -0.4]),
      "layers.1.bias": Tensor(shape: [1], values: [0.2]),
    ])
    let network = try NeuronNetwork(blueprint, parameters: parameters)
    let lines = try network.explainStep(inputs: [1, 0.5], targets: [1])

    let text = "\n" + lines.joined(separator: "\n") + "\n"
    let quotes = try Self.blocks("text")
    #expect(quotes.count == 8)
    for quote in quotes {
      #expect(text.contains("\n" + quote), "not in the explanation:\n\(quote)")
    }
    let nudge = try #require(Self.blocks("nudge").first)
    #expect(try nudge == Self.nudge(blueprint, parameters))
  }

  @Test("The Swift code is the code of this test")
  func code() throws {
    let test = try String(contentsOfFile: #filePath, encoding: .utf8)
    let code = try #require(Self.blocks("swift").first)
    for line in code.split(separator: "\n") {
      #expect(test.contains("\n    \(line)\n"))
    }
  }

  /// What the loss does when the weight from hidden 0 to the output grows by 0.001.
  private static func nudge(_ blueprint: NetworkBlueprint, _ parameters: Parameters) throws
    -> String
  {
    func loss(weight: Double) throws -> String {
      var parameters = parameters
      parameters["layers.1.weight"]?.values[0] = weight
      let network = try NeuronNetwork(blueprint, parameters: parameters)
      let output = try network.predict([1, 0.5])[0]
      return String(format: "%.7f", 0.5 * (output - 1) * (output - 1))
    }
    let (before, after) = (try loss(weight: 0.7), try loss(weight: 0.701))
    let change = try PrintedExpression.value(of: "(\(after) − \(before)) ÷ 0.001")
    let printed = PrintedEquation.rounded(change, like: "0.0000")
    return """
      loss with a weight of 0.700: \(before)
      loss with a weight of 0.701: \(after)
      change for each 1 of weight: (\(after) − \(before)) ÷ 0.001 = \(printed)

      """
  }
}
