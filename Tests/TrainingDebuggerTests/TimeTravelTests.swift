import NetworkDescription
import NeuronGraph
import Testing
import TrainingDebugger

@Suite("A session travels through time exactly")
struct TimeTravelTests {
  @Test("Its training is real training, bit for bit", arguments: SessionFixture.kinds)
  func sameTraining(kind: String) throws {
    let session = try SessionFixture.session(kind)
    let blueprint = try SessionFixture.blueprint(kind)
    let network = try NeuronNetwork(blueprint)
    let rows = FiveRows(targetCount: blueprint.output.count)
    for epoch in 1...4 {
      let order = SeededRandom(seed: blueprint.seed).permutation(of: rows.count, step: epoch)
      for start in stride(from: 0, to: rows.count, by: blueprint.training.batchSize) {
        #expect(try session.stateAtStepStart() == network.trainingState)
        #expect(session.position.epoch == epoch)
        let batch = order[start..<min(start + blueprint.training.batchSize, rows.count)]
        #expect(session.sample.number == batch.first)
        let result = try network.train(on: rows, samples: batch)
        // Event by event, so that the numbers are those of traced steps.
        while try session.next().reason == .arrived, session.position.eventInStep > 1 {
          guard session.position.sampleInBatch == nil else { continue }
          #expect(try session.value(of: .training(.batchLoss)) == result.loss)
        }
      }
    }
  }

  @Test("A walk to and fro sees the same events and states again", arguments: SessionFixture.kinds)
  func randomWalk(kind: String) throws {
    let session = try SessionFixture.session(kind, memoryBudget: 20_000)
    let straight = try SessionFixture.session(kind)
    var glances = [straight.glance]
    var states = [try straight.stateAtStepStart()]
    while glances.count < 300 {
      try straight.next()
      glances.append(straight.glance)
      states.append(try straight.stateAtStepStart())
    }
    var random = SeededRandom(seed: 9).sequence(.check)
    for _ in 0..<40 {
      let target = Int(random.next() % UInt64(glances.count))
      switch random.next() % 3 {
      case 0:
        try session.go(to: target + 1)
      case 1:
        let distance = target + 1 - session.position.event
        try session.move(.event, distance < 0 ? .backward : .forward, times: abs(distance))
      default:
        let units = DebuggerSession.Unit.allCases
        let unit = units[Int(random.next() % UInt64(units.count - 1))]
        try session.move(unit, random.next() % 2 == 0 ? .forward : .backward)
      }
      let number = session.position.event - 1
      guard number < glances.count else { continue }
      #expect(session.glance == glances[number])
      #expect(try session.stateAtStepStart() == states[number])
    }
  }

  @Test("Asking the network questions changes nothing")
  func questions() throws {
    let session = try SessionFixture.session("momentum")
    try session.go(to: 300)
    let before = session.glance
    let network = try session.networkAtStepStart()
    try network.setParameters(Parameters(network.parameters.tensors))
    _ = try network.learn(inputs: [1, 1], targets: [0])
    try session.next()
    try session.previous()
    #expect(session.glance == before)
    try session.go(to: 1)
    try session.go(to: 300)
    #expect(session.glance == before)
  }

  @Test("At both ends it says so, and stays")
  func ends() throws {
    let session = try SessionFixture.session("plain")
    #expect(try session.previous().reason == .beginning)
    #expect(session.position.event == 1)
    let last = session.position.eventCount
    #expect(try session.run().reason == .end)
    #expect(session.position.event == last)
    let stop = try session.next()
    #expect(stop.reason == .end && stop.events == 0)
    #expect(throws: SessionError.outOfRange(what: "event", found: last + 1, count: last)) {
      try session.go(to: last + 1)
    }
    #expect(try session.run(until: nil, .backward).reason == .beginning)
    #expect(session.position.event == 1)
  }

  @Test("Long sessions keep few states, and find their way back")
  func memory() throws {
    let session = try SessionFixture.session("adam", memoryBudget: 60_000)
    let first = session.glance
    try session.run(until: Condition("epoch = 29"))
    #expect(session.keptBytes <= 60_000)
    #expect((2...60).contains(session.keptStates))
    let far = session.glance
    try session.go(to: 1)
    #expect(session.glance == first)
    try session.go(to: far.position.event)
    #expect(session.glance == far)
    #expect(session.keptBytes <= 60_000)
  }

  @Test("Where the loss overflows the session ends, and can go back")
  func overflow() throws {
    let blueprint = try NetworkBlueprint(
      name: "too fast", input: .list(2),
      layers: [.dense(Dense(units: 3)), .dense(Dense(units: 1))],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 1e30)),
      training: TrainingDefaults(epochs: 9, batchSize: 2))
    let session = try DebuggerSession(blueprint, samples: FiveRows(targetCount: 1))
    let stop = try session.run()
    guard case .fault = stop.reason else {
      Issue.record("\(stop)")
      return
    }
    #expect(stop.description.contains("first to overflow"))
    let end = session.position.event
    #expect(session.event.phase == .loss)
    #expect(try session.next().events == 0)
    #expect(try session.move(.epoch, .forward).events == 0)
    try session.move(.event, .backward, times: 3)
    #expect(session.position.event == end - 3)
    try session.move(.step, .backward)
    #expect(try session.go(to: session.position.eventCount).reason == stop.reason)
    #expect(session.position.event == end)
  }

  @Test("An interrupted run stops where it is")
  func interrupted() throws {
    let session = try SessionFixture.session("plain")
    var questions = 0
    session.shouldStop = {
      questions += 1
      return questions > 100
    }
    let stop = try session.run()
    #expect(stop.reason == .interrupted && stop.events > 50)
    #expect(session.position.event == stop.events + 1)
    #expect(try session.run(limit: 10).reason == .interrupted)
    session.shouldStop = { false }
    let limited = try session.run(limit: 10)
    #expect(limited.reason == .limit(10) && limited.events == 10)
  }

  @Test("A long way forward that is interrupted ends where it has come to")
  func interruptedWay() throws {
    let session = try SessionFixture.session("plain")
    var passed: [Int] = []
    session.passesStep = { step, _ in passed.append(step) }
    session.shouldStop = { passed.count >= 20 }
    let stop = try session.go(to: session.position.eventCount)
    #expect(stop.reason == .interrupted && passed == Array(1...20))
    let event = session.position.event
    #expect(event == stop.events + 1 && session.position.eventInStep == 1 && event > 20)
    let straight = try SessionFixture.session("plain")
    try straight.go(to: event)
    #expect(straight.event == session.event)
    #expect(try straight.stateAtStepStart() == session.stateAtStepStart())
  }
}
