import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

/// Traces of recipes as the program told them when its passes still told observers of every number.
///
/// `Fixtures/traces.json` was made from `glassbox trace RECIPE --json` of that version: what went in,
/// how many events there were, and a hash (FNV-1a, 64 bits) of all lines. Those of xor, circle and
/// multi-gauss were made anew when tanh and log became the package's own, whose last bits differ.
@Suite("What is read off the objects is what was told before")
struct TraceFixtureTests {
  struct Case: Decodable {
    let recipe: String
    let inputs: [Double]
    let targets: [Double]
    let events: Int
    let hash: String
  }

  @Test("Every line of a step is the same, bit for bit, but for the word `fused`")
  func sameLines() throws {
    let cases = try fixture("traces.json", as: [Case].self)
    #expect(cases.count == 13)
    for entry in cases {
      let recipe = try #require(Recipe(rawValue: entry.recipe))
      let network = try NeuronNetwork(recipe.blueprint())
      let events = try network.trace(inputs: entry.inputs, targets: entry.targets)
      #expect(events.count == entry.events, "\(entry.recipe)")
      #expect(Self.hash(events) == UInt64(entry.hash, radix: 16), "\(entry.recipe)")
    }
  }

  private static func hash(_ events: [TraceEvent]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for (index, event) in events.enumerated() {
      let line = event.jsonLine(index: index).replacing(",\"fused\":true", with: "") + "\n"
      for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return hash
  }
}
