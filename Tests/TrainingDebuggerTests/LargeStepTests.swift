import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing
import TrainingDebugger

@Suite("Steps with more events than a session keeps")
struct LargeStepTests {
  @Test("Any event can be gone to, and is the one that training has there")
  func places() throws {
    let blueprint = try NetworkBlueprint(
      name: "large", input: .list(2),
      layers: [120, 90, 1].map { .dense(Dense(units: $0, activation: .sigmoid)) },
      loss: .binaryCrossEntropy, optimizer: .adam(Adam()), seed: 3,
      training: TrainingDefaults(epochs: 2, batchSize: 3))
    let rows = FiveRows(targetCount: 1)
    let network = try NeuronNetwork(blueprint)
    let session = try DebuggerSession(blueprint, samples: rows)
    var events: [TraceEvent] = []
    let result = try network.trace(on: rows, samples: session.batchOfStep.samples) {
      events.append($0)
    }
    #expect(events.count > 2 * 32_768 && session.position.eventsInStep == events.count)
    for place in [40_000, 12, events.count, 32_768, 32_769] {
      try session.go(to: place)
      #expect(session.event == events[place - 1])
      #expect(session.position.event == place)
    }
    try session.previous()
    #expect(session.event == events[32_767])
    try session.move(.step, .forward)
    #expect(try session.stateAtStepStart() == network.trainingState)
    try session.previous()
    #expect(session.event == events.last)
    #expect(try session.value(of: .training(.batchLoss)) == result.loss)
  }
}
