import Foundation
import Testing

@Suite("glassbox trace")
struct TraceCommandTests {
  static let phases = ["forward", "loss", "backward", "update"]
  static let keys: [String: Set<String>] = [
    "input": ["neuron", "output"],
    "linkForward": ["link", "from", "to", "weight", "input", "contribution"],
    "neuronForward": ["neuron", "bias", "sum", "activation", "output"],
    "loss": ["loss", "value"],
    "outputSensitivity": ["neuron", "output", "target", "sensitivity"],
    "neuronBackward": ["neuron", "sensitivity", "slope", "inputSensitivity"],
    "linkBackward": ["link", "from", "to", "inputSensitivity", "weightGradient", "pushed"],
    "weightUpdate": ["link", "before", "gradient", "after"],
    "biasUpdate": ["neuron", "before", "gradient", "after"],
  ]

  @Test("Every line is an event with the keys promised, in order")
  func events() throws {
    let events = try Workspace().succeed("trace xor --input 0.25,-1 --target 1 --json").objects()
    #expect(events.compactMap { $0["index"] as? Int } == Array(0..<events.count))
    let phases = events.compactMap { $0["phase"] as? String }.compactMap {
      Self.phases.firstIndex(of: $0)
    }
    #expect(phases.count == events.count)
    #expect(phases == phases.sorted() && Set(phases).count == 4)
    var counts: [String: Int] = [:]
    for event in events {
      let name = try #require(event["event"] as? String)
      #expect(try #require(Self.keys[name]).isSubset(of: event.keys), "\(event)")
      counts[name, default: 0] += 1
    }
    // 2 inputs, 18 links, 7 neurons, 1 output.
    #expect(
      counts == [
        "input": 2, "linkForward": 18, "neuronForward": 7, "loss": 1, "outputSensitivity": 1,
        "neuronBackward": 7, "linkBackward": 18, "weightUpdate": 18, "biasUpdate": 7,
      ])
    #expect(events.compactMap { $0["link"] as? String }.contains("0.1-1.5"))
  }

  @Test("The numbers of the JSON are exact")
  func exactNumbers() throws {
    let lines = try Workspace().succeed("trace or --input 0.1,0.7 --target 1 --json").lines
    // Read from the text itself: not every JSON parser is exact to the last bit.
    func number(_ key: String, in line: String) throws -> Double {
      let text = try #require(line.components(separatedBy: "\"\(key)\":").dropFirst().first)
      return try #require(Double(text.prefix { $0 != "," && $0 != "}" }))
    }
    let forward = lines.filter { $0.contains("\"linkForward\"") }
    let updates = lines.filter { $0.contains("\"weightUpdate\"") }
    #expect(forward.count == 2 && updates.count == 2)
    for line in forward {
      let product = try number("weight", in: line) * number("input", in: line)
      #expect(try product == number("contribution", in: line))
    }
    for line in updates {
      // The recipe's learning rate is 2.
      let after = try number("before", in: line) - 2 * number("gradient", in: line)
      #expect(try after == number("after", in: line))
    }
  }

  @Test("A trained model's step starts from what it has learned")
  func model() throws {
    let workspace = try Workspace()
    _ = try workspace.succeed("train or --output or.safetensors")
    let traced = try workspace.succeed("trace or.safetensors --input 0,1 --target 1 --json")
    let output = try traced.objects().first { $0["event"] as? String == "outputSensitivity" }
    #expect(try #require(output?["output"] as? Double) > 0.97)
    let seeds = try [1, 2].map {
      try workspace.succeed("trace xor --input 0,1 --target 1 --seed \($0)").output
    }
    #expect(seeds[0] != seeds[1])
  }

  @Test("In words, a link's line is an equation that holds")
  func equations() throws {
    let run = try Workspace().succeed("trace xor --input 1,1 --target 0")
    let equation = /input (\d) → hidden (\d): ([0-9.−]+) × ([0-9.−]+) = ([0-9.−]+)/
    let found = run.output.matches(of: equation)
    #expect(found.count == 12)
    for match in found {
      let numbers = try [match.3, match.4, match.5].map {
        try #require(Double($0.replacing("−", with: "-")))
      }
      #expect(abs(numbers[0] * numbers[1] - numbers[2]) < 1e-4, "\(match.0)")
    }
    for word in ["Forward", "Loss", "Backward", "Update"] {
      #expect(run.lines.contains { $0.hasPrefix(word) })
    }
  }

  @Test("--top keeps a step through thousands of links readable")
  func top() throws {
    let workspace = try Workspace()
    try DigitPictures.write([7], to: workspace.file("7.png"))
    let run = try workspace.succeed(
      "trace lernmi-mnist --picture 7.png --target 7 --top 2")
    #expect(run.lines.count { $0.contains("→ hidden 3: ") && $0.contains(" × ") } >= 2)
    #expect(run.output.contains("782 other links → hidden 3: sum of contributions = "))
    #expect(run.lines.count < 600)
    try workspace.fail("trace lernmi-mnist --picture 8.png --target 1", naming: "8.png")
  }
}
