import NeuronTrace
import Explanation
import Foundation
import NetworkDescription
import NeuronGraph
import Testing
import TracePages

@Suite("Pages of wide layers, of which only some neurons are explained")
struct WidePageTests {
  private static let kinds: [String: [Layer]] = [
    "dense": [
      .dense(Dense(units: 80, activation: .tanh)), .dropout(Dropout(rate: 0.5)),
      .dense(Dense(units: 3, activation: .softmax)),
    ],
    "convolution": [
      .conv2D(Conv2D(filters: 3, kernel: 3, activation: .relu)),
      .maxPooling2D(MaxPooling2D(pool: 2)), .flatten,
      .dense(Dense(units: 3, activation: .softmax)),
    ],
  ]

  @Test("Each of their lines is one of the whole explanation", arguments: kinds.keys.sorted())
  func lines(kind: String) throws {
    let blueprint = try NetworkBlueprint(
      name: kind, input: kind == "dense" ? .list(9) : .picture(height: 8, width: 8, channels: 1),
      layers: try #require(Self.kinds[kind]), loss: .categoricalCrossEntropy, seed: 3)
    let inputs = (0..<blueprint.input.count).map { sin(Double($0)) }
    let targets = [0.0, 1, 0]
    let page = try TracePage(
      of: try NeuronNetwork(blueprint), about: PageAbout(title: kind), steps: 2
    ) { _ in TracedSample(title: "one", inputs: inputs, targets: targets) }

    let network = try NeuronNetwork(blueprint)
    let whole = try (0..<2).map { _ in
      Set(
        try network.explainStep(inputs: inputs, targets: targets).map {
          $0.trimmingCharacters(in: .whitespaces)
        })
    }
    let texts = try Self.texts(of: page)
    #expect(texts.count == 2)
    for (step, texts) in texts.enumerated() {
      let lines = texts.flatMap { $0.split(separator: "\n").map(String.init) }
      let own = lines.filter { !$0.hasSuffix("in the same way") && !$0.hasSuffix("draws its lot") }
      #expect(own.count > 100)
      for line in own { #expect(whole[step].contains(line), "\(line)") }
    }
  }

  /// What the moments of each step say.
  private static func texts(of page: TracePage) throws -> [[String]] {
    let steps = try #require(page.data["steps"] as? [[String: Any]])
    return steps.compactMap { $0["texts"] as? [String] }
  }
}
