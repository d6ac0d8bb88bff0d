import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing
import TextFormats

@Suite("The JSON of a step")
struct TraceJSONTests {
  @Test(
    "Every line is one strict object whose names are those of the network",
    arguments: TracedNetwork.allCases)
  func strict(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    let neurons = Set(step.network.layers.flatMap(\.neurons).map(\.name))
    let links = Set(step.network.links.map(\.name))
    for (index, event) in step.events.enumerated() {
      // The parser refuses keys that come twice, and anything after the object.
      guard case .object(let entries) = try JSONValue(parsing: event.jsonLine(index: index)) else {
        Issue.record("no object: \(event)")
        continue
      }
      #expect(entries.prefix(3).map(\.0) == ["index", "phase", "event"])
      for case (let key, .string(let text)) in entries {
        switch key {
        case "neuron", "from", "to":
          #expect(try neurons.contains(#require(NeuronName(text))), "\(key) \(text)")
        case "link": #expect(try links.contains(#require(LinkName(text))), "\(text)")
        default: break
        }
      }
    }
  }

  @Test(
    "A sensitivity that is that of the sum says so, and one that is not says nothing",
    arguments: [TracedNetwork.softmaxTogether, .binaryTogether, .softmaxApart, .lernmi])
  func fused(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    let isFused = kind == .softmaxTogether || kind == .binaryTogether
    let lines = step.events.enumerated().filter { $1.name == "outputSensitivity" }
      .map { $1.jsonLine(index: $0) }
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("\"fused\":true") == isFused })
    #expect(lines.allSatisfy { $0.contains("\"together\":true") == isFused })
  }
}
