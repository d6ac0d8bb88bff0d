import Foundation
import Playground
import Testing
import Thoroughness

@Suite("What the playground says by itself")
struct LiveDoctorTests {
  /// What a page is told besides its numbers.
  private struct Frame: Decodable {
    struct Diagnosis: Decodable {
      var sentence: String
      var place: String
      var epochBefore: Int
    }

    var diagnosis: Diagnosis?
  }

  private func diagnosis(after words: [String]) throws -> Frame.Diagnosis? {
    let session = try PlaygroundSession()
    for line in words { try session.finish(line) }
    return try JSONDecoder().decode(Frame.self, from: Data(session.frameJSON.utf8)).diagnosis
  }

  @Test(
    "Where relus died it names the first that did, and goes back to when it lived",
    arguments: Thoroughness.some([
      ("1", "dead or saturated neurons"), ("10", "learning rate too large"),
    ]))
  func dyingRelus(rate: String, cause: String) throws {
    let words = [
      "open circle --seed 1", "layers 4,4", "activation 1 relu", "activation 2 relu",
      "set optimizer sgd", "set learning-rate \(rate)", "reset",
    ]
    let found = try #require(try diagnosis(after: words + ["run 60 epochs"]))
    #expect(found.sentence.contains(cause), "\(found.sentence)")
    #expect(found.sentence.contains("\(found.place) dies"), "\(found.sentence)")
  }

  @Test("Dead relus whose weights shrink under a penalty are not blamed on the penalty")
  func deadUnderPenalty() throws {
    let words = [
      "open spiral --seed 1", "layers 4,4", "activation 1 relu", "activation 2 relu",
      "set learning-rate 1", "reset", "run 60 epochs",
    ]
    let found = try #require(try diagnosis(after: words))
    #expect(!found.sentence.contains("penalty"), "\(found.sentence)")
    #expect(found.sentence.contains("dies"), "\(found.sentence)")
  }

  /// Two classes that are easily told apart, but with a first input a thousand times too large.
  private static let unscaled =
    "data csv a,b,kind\n"
    + (0..<40).map { "\($0 * 700),\($0 % 7),\($0 * 7 % 2)" }.joined(separator: "\n")

  @Test(
    "Where nothing is learned it says why, and names the first neuron, link or input",
    arguments: Thoroughness.some([
      (["open xor-points --seed 1", "layers"], "no hidden layer", "0.1-1.0"),
      (
        ["open circle --seed 1", "set initializer ones", "reset", "run 20 epochs"],
        "identical neurons", "1.0"
      ),
      (
        ["open circle --seed 1", "set optimizer sgd", "set learning-rate 0.0000001"],
        "learning rate too small", "1.0-2.0"
      ),
      (
        ["open circle --seed 1", "set optimizer sgd", "set learning-rate 30"],
        "learning rate too large", "neuron 1.0"
      ),
    ]))
  func causes(words: [String], cause: String, place: String) throws {
    let found = try #require(try diagnosis(after: words + ["run 21 epochs"]))
    #expect(found.sentence.contains(cause), "\(found.sentence)")
    #expect(found.place == place)
    #expect(found.epochBefore == 0)
  }

  @Test("Inputs that are not scaled are found in a table")
  func unscaled() throws {
    let found = try #require(
      try diagnosis(after: ["open circle --seed 1", Self.unscaled, "run 130 epochs"]))
    #expect(found.sentence.contains("unscaled inputs"), "\(found.sentence)")
    #expect(found.place == "0.0")
  }

  @Test(
    "Where all is well it says nothing",
    arguments: Thoroughness.some([
      "open circle --seed 1", "open gauss --seed 1", "open plane --seed 1",
    ]))
  func healthy(words: String) throws {
    #expect(try diagnosis(after: [words, "run 21 epochs"]) == nil)
  }

  @Test("Whoever goes back to before, or changes something, is told nothing old")
  func forgets() throws {
    let stuck = ["open xor-points --seed 1", "layers", "run 21 epochs"]
    #expect(try diagnosis(after: stuck + ["go 0"]) == nil)
    #expect(try diagnosis(after: stuck + ["layer add 4"]) == nil)
  }
}

@Suite("Breakpoints of the playground")
struct BreakpointTests {
  private struct Step: Decodable {
    struct Breakpoint: Decodable, Equatable {
      var number: Int
      var words: String
    }

    struct Event: Decodable {
      var index: Int
      var names: [String]
      var phase: String
    }

    var position: Int
    var events: [Event]
    var breakpoints: [Breakpoint]

    var present: Event? { events.first { $0.index == position } }
  }

  private func step(_ session: PlaygroundSession) throws -> Step {
    try JSONDecoder().decode(Step.self, from: Data(session.stepJSON().utf8))
  }

  @Test("A run stops at every event of a neuron, in this step and in the next")
  func neuron() throws {
    let session = try PlaygroundSession()
    try session.finish("open xor --seed 1")
    try session.finish("break neuron 2.0")
    var steps: Set<Int> = []
    for _ in 0..<20 {
      try session.finish("continue")
      #expect(try step(session).present?.names == ["2.0"])
      steps.insert(session.moment.step)
    }
    #expect(steps.count > 1)
  }

  @Test("A breakpoint keeps its number when others go; the next one has a number of its own")
  func numbers() throws {
    let session = try PlaygroundSession()
    for words in ["neuron 2.0", "loss < 0.2", "phase backward"] {
      try session.finish("break \(words)")
    }
    try session.finish("unbreak 2")
    try session.finish("break link 0.0-1.0")
    try session.finish("run 2 epochs")
    #expect(
      try step(session).breakpoints == [
        Step.Breakpoint(number: 1, words: "neuron 2.0"),
        Step.Breakpoint(number: 3, words: "phase backward"),
        Step.Breakpoint(number: 4, words: "link 0.0-1.0"),
      ])
  }

  @Test(
    "What is no breakpoint is told with what is possible",
    arguments: [
      "break link 9.9-9.9", "break phase sideways", "break los < 1", "unbreak 1", "continue",
    ])
  func mistakes(words: String) throws {
    let session = try PlaygroundSession()
    #expect(throws: PlaygroundError.self) { try session.finish(words) }
    #expect(session.moment.step == 0)
  }
}
