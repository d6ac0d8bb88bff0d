import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing
import TrainingDebugger

@Suite("Conditions, breakpoints and edits")
struct ConditionTests {
  @Test(
    "What is read is written back the same",
    arguments: [
      "loss < 0.05", "batch loss >= 1", "link 1.2-2.0 changes sign", "neuron 1.0 saturates",
      "sample is wrong", "sample is right", "weight 0.1-1.0 > 2", "input sensitivity 1.0 != 0",
      "learning rate <= 0.5", "epoch = 3", "gradient 0.0-1.1 < -0.001",
    ])
  func reading(text: String) throws {
    #expect(try Condition(text).description == text)
  }

  @Test("Spaces do not matter, nor which sign of several one takes")
  func spellings() throws {
    #expect(try Condition("loss<0.05") == Condition(" loss  < 0.05 "))
    #expect(try Condition("link 0.1-1.0 ≥ −2") == Condition("weight 0.1-1.0>=-2"))
    #expect(try Condition("weight 0.1-1.0 changes sign") == .changesSign(link: "0.1-1.0"))
  }

  @Test(
    "What cannot be read is an error that says where and what is possible",
    arguments: [
      ("", 1, "weight LINK"), ("los < 1", 1, "loss, batch loss"), ("loss", 5, "<, <="),
      ("loss < much", 8, "a number"), ("loss < 1 now", 10, "nothing more"),
      ("neuron", 7, "the name of a neuron"), ("neuron 1.0 sleeps", 12, "saturates"),
      ("link 0.1-1.0 turns", 14, "changes sign"), ("sample is late", 8, "is wrong"),
    ])
  func unreadable(text: String, position: Int, expected: String) throws {
    let error = #expect(throws: SessionError.self) { try Condition(text) }
    let message = try #require(error).description
    #expect(message.contains("character \(position):"), "\(message)")
    #expect(message.contains(expected), "\(message)")
  }

  @Test("Links and neurons that are not there are named, with some that are")
  func unknown() throws {
    let session = try SessionFixture.session("plain")
    let error = #expect(throws: SessionError.self) {
      try session.run(until: Condition("link 0.7-1.0 changes sign"))
    }
    #expect(
      try #require(error).description
        == "no link 0.7-1.0 in this network: there is 0.0-1.0, 0.1-1.0")
    #expect(throws: SessionError.self) { try session.add(.neuron("9.9")) }
    #expect(throws: SessionError.self) { try session.watch(.link(.weight, "x")) }
  }

  @Test("A run stops at the first event where its condition holds, both ways")
  func runs() throws {
    let session = try SessionFixture.session("momentum")
    var losses: [(Int, Double)] = []
    while try session.move(.event, .forward).reason == .arrived, losses.count < 40 {
      if case .loss(let told) = session.event {
        losses.append((session.position.event, told.value))
      }
    }
    let first = try #require(losses.dropFirst().first { $0.1 < 0.6 })
    try session.go(to: losses[0].0)
    #expect(try session.run(until: Condition("loss < 0.6")).reason == .condition("loss < 0.6"))
    #expect(session.position.event == first.0)
    try session.go(to: losses[39].0)
    let last = try #require(losses.dropLast().last { $0.1 > 0.6 })
    try session.run(until: Condition("loss > 0.6"), .backward)
    #expect(session.position.event == last.0)
  }

  @Test("A sign change is seen where the weight moves")
  func signChange() throws {
    let session = try SessionFixture.session("plain")
    var found = 0
    for name in session.network.links.map(\.name) {
      try session.go(to: 1)
      let condition = try Condition("link \(name) changes sign")
      guard case .condition(condition) = try session.run(until: condition).reason else { continue }
      guard case .weightUpdate(let told) = session.event else {
        Issue.record("\(session.event)")
        continue
      }
      #expect(told.link.name == name && (told.move.before < 0) != (told.move.after < 0))
      found += 1
    }
    #expect(found > 0)
  }

  @Test("A wrong sample is one whose answer is on the other side of ½")
  func wrongSample() throws {
    let session = try SessionFixture.session("momentum")
    try session.run(until: Condition("sample is wrong"))
    try session.next()
    guard case .outputSensitivity(let told) = session.event else {
      Issue.record("\(session.event)")
      return
    }
    #expect((told.output > 0.5) != (told.target > 0.5))
  }

  @Test("Breakpoints stop runs at links, neurons and phases")
  func breakpoints() throws {
    let session = try SessionFixture.session("momentum")
    try session.add(.phase(.backward))
    #expect(try session.run().reason == .breakpoint(.phase(.backward)))
    #expect(session.position.phase == .backward && session.position.sampleInBatch == 1)
    try session.run()
    #expect(session.position.sampleInBatch == 2)
    try session.removeBreakpoint(1)
    try session.add(.link("0.1-1.2"))
    try session.run()
    #expect(session.event.link?.name == "0.1-1.2")
    try session.removeBreakpoint(2)
    try session.add(.neuron("1.1"))
    try session.run(until: nil, .backward)
    #expect(session.event.neuron == "1.1" && session.event.link == nil)
    #expect(session.breakpoints == [Numbered(number: 3, item: .neuron("1.1"))])
    #expect(try session.add(.neuron("1.1")) == 3)
    #expect(throws: SessionError.unknownNumber(what: "breakpoints", found: 2, known: [3])) {
      try session.removeBreakpoint(2)
    }
  }

  @Test("An edited weight is there at once, and training goes on with it")
  func editing() throws {
    let session = try SessionFixture.session("adam")
    try session.go(to: 200)
    let before = session.glance
    let original = try session.stateAtStepStart()
    let edit = try session.edit(.weight(link: "0.1-1.2"), to: 2.5)
    #expect(session.position == before.position)
    var edited = original
    // [inputs, units], so input 1 and unit 2 of 3.
    #expect(edit.before == original.parameters["layers.0.weight"]?.values[5])
    edited.parameters.tensors["layers.0.weight"]?.values[5] = 2.5
    #expect(try session.stateAtStepStart() == edited)

    let network = try NeuronNetwork(SessionFixture.blueprint("adam"))
    try network.restore(edited)
    let batch = session.batchOfStep
    _ = try network.train(on: batch.source, samples: batch.samples)
    try session.move(.step, .forward)
    #expect(try session.stateAtStepStart() == network.trainingState)
    try session.go(to: 1)
    try session.go(to: 200)
    #expect(try session.stateAtStepStart() == edited)
    #expect(try session.undo() == edit)
    #expect(session.glance == before)
    #expect(throws: SessionError.nothingToUndo) { try session.undo() }
  }

  @Test("Inputs, targets, biases and the rate can be edited too")
  func otherEdits() throws {
    let session = try SessionFixture.session("momentum")
    let start = session.glance
    let sample = session.sample.number
    try session.edit(.input(1, sample: sample), to: 0.75)
    #expect(session.sample.inputs[1] == 0.75)
    try session.edit(.target(0, sample: sample), to: 0.5)
    #expect(session.sample.targets == [0.5])
    try session.edit(.bias(neuron: "1.0"), to: -3)
    try session.edit(.learningRate, to: 0.125)
    #expect(session.learningRate == 0.125)
    try session.run(until: Condition("bias 1.0 < -2"))
    try session.run(until: Condition("learning rate != 0.125"), limit: 2000)
    #expect(session.learningRate == 0.125)
    #expect(throws: SessionError.self) { try session.edit(.target(0, sample: 0), to: 2) }
    #expect(throws: SessionError.self) { try session.edit(.input(2, sample: 0), to: 1) }
    #expect(throws: SessionError.self) { try session.edit(.learningRate, to: -1) }
    #expect(throws: SessionError.self) { try session.edit(.bias(neuron: "0.0"), to: 1) }
    for _ in 0..<4 { try session.undo() }
    #expect(session.glance == start)
    #expect(session.learningRate == 0.5)
  }
}

extension SessionStop.Reason {
  /// The reason of a run until a condition, as it is typed.
  static func condition(_ text: String) -> Self {
    (try? Condition(text)).map { .condition($0) } ?? .end
  }
}
