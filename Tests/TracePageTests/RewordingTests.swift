import Explanation
import ExplanationTestSupport
import Foundation
import NeuronGraph
import Testing
import TracePages

@Suite("Rewording a sentence cannot break a page")
struct RewordingTests {
  /// A sentence in which nothing of the old one is left to be found.
  private static func other(_ text: String) -> String {
    "«\(String(text.reversed()).replacing(":", with: ";").replacing("→", with: "to"))»"
  }

  private static func network(_ kind: String) throws -> NeuronNetwork {
    switch kind {
    case "pictures": try ManyNetworks.pictures(seed: 3)
    case "wide":
      try ManyNetworks.network(
        sizes: [24, 70, 2], hidden: .softmax, last: .softmax, loss: .categoricalCrossEntropy,
        seed: 1, dropout: 0.4, penalty: .init(l2: 0.1))
    case "shares":
      try ManyNetworks.network(
        sizes: [24, 14, 2], hidden: .softmax, last: .softmax, loss: .halfSquaredError, seed: 6)
    default:
      try ManyNetworks.network(
        sizes: [24, 3, 2], hidden: .tanh, last: .sigmoid, loss: .meanSquaredError,
        optimizer: ManyNetworks.optimizers[4], seed: 2)
    }
  }

  private static func data(
    _ kind: String, reworded: @escaping (ExplanationLine) -> ExplanationLine
  ) throws -> [String: Any] {
    try TracePage(
      of: network(kind), about: PageAbout(title: kind), steps: 2, reworded: reworded
    ) { step in
      TracedSample(title: "sample", inputs: inputs(step), targets: [0, 1])
    }.data
  }

  private static func inputs(_ step: Int) -> [Double] {
    ManyNetworks.inputs(24, seed: UInt64(step))
  }

  @Test(
    "No line of the explanation is missing where all neurons are listed",
    arguments: ["plain", "pictures", "shares"])
  func nothingIsMissing(kind: String) throws {
    var data = try Self.data(kind) { $0 }
    let network = try Self.network(kind)
    for (number, step) in try Self.takeSteps(&data).enumerated() {
      let shown = Set(
        try Self.texts(step).flatMap { $0.split(separator: "\n").map(String.init) })
      try network.explainStepInLines(inputs: Self.inputs(number), targets: [0, 1]) { line in
        guard line.subject != nil else { return }
        #expect(shown.contains(line.text), "\(line.text)")
      }
    }
  }

  @Test(
    "With all sentences replaced, a page shows the same moments, numbers and slots",
    arguments: ["plain", "pictures", "shares", "wide"])
  func sameButWords(kind: String) throws {
    var usual = try Self.data(kind) { $0 }
    var reworded = try Self.data(kind) { line in
      var line = line
      line.text = Self.other(line.text)
      return line
    }
    let steps = try zip(Self.takeSteps(&usual), Self.takeSteps(&reworded))
    var passages = 0
    for (usual, reworded) in steps {
      let texts = try zip(Self.texts(usual), Self.texts(reworded))
      for (usual, reworded) in texts {
        // Moments that stand for many neurons are not explained, but only counted.
        let lines = usual.split(separator: "\n").map { Self.other(String($0)) }
        #expect(reworded == lines.joined(separator: "\n") || reworded == usual)
        passages += reworded == usual ? 0 : lines.count
      }
      #expect(Self.withoutWords(usual) == Self.withoutWords(reworded))
    }
    #expect(passages > 100)
    let headings = try #require(usual.removeValue(forKey: "headings") as? [String])
    #expect(reworded.removeValue(forKey: "headings") as? [String] == headings.map(Self.other))
    #expect(headings.count == 4)
    let introductions = try #require(usual.removeValue(forKey: "introductions") as? [String])
    let others = try #require(reworded.removeValue(forKey: "introductions") as? [String])
    #expect(others.count == introductions.count && others != introductions)
    #expect(NSDictionary(dictionary: usual) == NSDictionary(dictionary: reworded))
  }

  private static func takeSteps(_ data: inout [String: Any]) throws -> [[String: Any]] {
    try #require(data.removeValue(forKey: "steps") as? [[String: Any]])
  }

  private static func texts(_ step: [String: Any]) throws -> [String] {
    try #require(step["texts"] as? [String])
  }

  private static func withoutWords(_ step: [String: Any]) -> NSDictionary {
    NSDictionary(dictionary: step.filter { $0.key != "texts" })
  }
}
