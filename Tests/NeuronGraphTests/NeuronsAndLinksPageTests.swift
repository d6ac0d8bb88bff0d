import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import PlaceLiterals
import Testing

/// The code of Docs/NeuronsAndLinks.md, which is compiled and run here.
@Suite("The page about neurons and links")
struct NeuronsAndLinksPageTests {
  @Test("The hand-wired network learns XOR with one hidden neuron")
  func handWired() throws {
    var wiring = NetworkWiring()
    let a = wiring.input()
    let b = wiring.input()
    let hidden = wiring.neuron(.sigmoid, bias: -1)
    let output = wiring.neuron(.sigmoid, bias: -1)
    wiring.link(a, to: hidden, weight: 1)
    wiring.link(b, to: hidden, weight: 1)
    wiring.link(hidden, to: output, weight: -2)
    wiring.link(a, to: output, weight: 1)  // skips the hidden layer
    wiring.link(b, to: output, weight: 1)
    let network = try wiring.network(
      outputs: [output], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 1)))

    let rows: [([Double], Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    for _ in 1...2000 {
      for (inputs, target) in rows { try network.learn(inputs: inputs, targets: [target]) }
    }
    let answers = try rows.map { try network.predict($0.0)[0] }

    for (answer, row) in zip(answers, rows) { #expect(abs(answer - row.1) < 0.1) }
    #expect(network.links.map(\.name) == ["0.0-1.0", "0.1-1.0", "1.0-2.0", "0.0-2.0", "0.1-2.0"])
  }

  @Test("A shared weight is one number for all its links")
  func sharedWeight() throws {
    var wiring = NetworkWiring()
    let inputs = [wiring.input(), wiring.input(), wiring.input()]
    let (left, right) = (Weight(0.5), Weight(-0.5))
    let edges = inputs.dropLast().indices.map { place in
      let edge = wiring.neuron(.tanh)
      wiring.link(inputs[place], to: edge, sharing: left)
      wiring.link(inputs[place + 1], to: edge, sharing: right)
      return edge
    }
    let network = try wiring.network(outputs: edges, loss: .halfSquaredError)

    #expect(network.links.count == 4)
    #expect(network.parameters["weights"]?.values == [0.5, -0.5])
    #expect(try network.predict([1, 1, 1]) == [0, 0])
  }

  @Test("The lernmi setting builds Lernmi's network")
  func lernmi() throws {
    let network = try NeuronNetwork(.lernmi(layerSizes: [2, 3, 1]))
    #expect(network.layers.map(\.neurons.count) == [2, 2, 3, 1])
  }

  @Test("The step worked through on the page is what the network computes")
  func workedStep() throws {
    var wiring = NetworkWiring()
    let source = wiring.input()
    let target = wiring.neuron(.sigmoid, bias: -1)
    let link = wiring.link(source, to: target, weight: 2)
    let network = try wiring.network(
      outputs: [target], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)))
    let loss = try network.trace(inputs: [1], targets: [0]) { _ in }
    for (number, printed) in [
      (target.sum, "1"), (target.output, "0.7311"), (loss, "0.2672"),
      (target.sensitivity, "0.7311"), (target.slope, "0.1966"),
      (target.inputSensitivity, "0.1437"), (link.weight.value, "1.9856"),
      (target.bias?.value ?? 0, "-1.0144"), (link.pushedSensitivity / link.weight.value, "0.1437"),
    ] {
      #expect((number * 10_000).rounded() / 10_000 == Double(printed))
      #expect(try page().contains(printed.replacing("-", with: "−")))
    }
  }

  @Test("Every line of code on the page stands in this file")
  func codeIsCompiled() throws {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let compiled = source.split(separator: "\n").map { $0.drop { $0 == " " } }
    let blocks = try page().split(separator: "```swift\n").dropFirst()
    #expect(blocks.count == 3)
    for block in blocks {
      let code = block.prefix(upTo: block.range(of: "```")?.lowerBound ?? block.endIndex)
      let lines = code.split(separator: "\n").map { $0.drop { $0 == " " } }
      let found = compiled.indices.contains { compiled[$0...].starts(with: lines) }
      #expect(found, "\(code)")
    }
  }

  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appending(path: "Docs/NeuronsAndLinks.md"), encoding: .utf8)
  }
}
