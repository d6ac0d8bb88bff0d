import NetworkDescription
import Testing

@testable import NeuronGraph

@Suite("Training that goes on where it stopped")
struct TrainingStateTests {
  static let schedule = LearningRateSchedule.exponential(decaySteps: 400, decayRate: 0.9)
  static let optimizers: [Optimizer] = [
    .sgd(SGD(learningRate: 0.2, schedule: schedule)),
    .sgd(SGD(learningRate: 0.1, momentum: 0.9, nesterov: true, schedule: schedule)),
    .rmsprop(RMSprop(learningRate: 0.01, schedule: schedule)),
    .adam(Adam(learningRate: 0.02, schedule: .inverseTime(decaySteps: 50, decayRate: 1))),
    .adadelta(Adadelta(learningRate: 1, schedule: .step(every: 1000, factor: 0.9))),
  ]

  /// Everything at once: dropout, penalties, a schedule, an optimizer that remembers.
  private static func blueprint(_ optimizer: Optimizer) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "everything", input: .list(2),
      layers: [
        .dense(Dense(units: 12, activation: .tanh, penalty: Penalty(l2: 1e-5))),
        .dropout(Dropout(rate: 0.1)),
        .dense(Dense(units: 1, activation: .sigmoid, penalty: Penalty(l1: 1e-5))),
      ], loss: .binaryCrossEntropy, optimizer: optimizer, seed: 3)
  }

  private let rows = MemorySamples.gate { $0 ^ $1 }

  @Test("A network with everything in it learns XOR", arguments: optimizers)
  func learns(optimizer: Optimizer) throws {
    let network = try NeuronNetwork(Self.blueprint(optimizer))
    let before = try network.evaluate(on: rows, samples: rows.all).result
    for _ in 0..<1500 { _ = try network.train(on: rows, samples: rows.all) }
    let after = try network.evaluate(on: rows, samples: rows.all).result
    #expect(after.loss < 0.5 * before.loss, "\(optimizer)")
    #expect(after.correctCount == 4, "\(optimizer)")
  }

  @Test("Going on from a state gives the same bits as never stopping", arguments: optimizers)
  func resume(optimizer: Optimizer) throws {
    let blueprint = try Self.blueprint(optimizer)
    let straight = try NeuronNetwork(blueprint)
    let stopping = try NeuronNetwork(blueprint)
    for step in 0..<30 {
      // A batch, then a single sample, which takes another way through the engine.
      let batch = step.isMultiple(of: 2) ? rows.all : rows.all.prefix(1)
      _ = try straight.train(on: rows, samples: batch)
      let resumed = try NeuronNetwork(blueprint)
      try resumed.restore(stopping.trainingState)
      _ = try resumed.train(on: rows, samples: batch)
      try stopping.restore(resumed.trainingState)
      #expect(stopping.trainingState == straight.trainingState, "step \(step)")
    }
    #expect(straight.trainingState.step == 30)
    try blueprint.validate(straight.trainingState)
    #expect(Set(straight.trainingState.optimizerMemory.keys) == Set(optimizer.memoryNames))
  }

  @Test("A new network's memory is all zeros, and restoring that is a new start")
  func newNetwork() throws {
    let network = try NeuronNetwork(Self.blueprint(.adam(Adam())))
    let start = network.trainingState
    let zeros = start.optimizerMemory.values.flatMap { $0.tensors.values.flatMap(\.values) }
    #expect(zeros.count == 2 * network.weights.trainable.count)
    #expect(zeros.allSatisfy { $0 == 0 })
    _ = try network.train(on: rows, samples: rows.all)
    let once = network.trainingState
    try network.restore(start)
    #expect(network.trainingState == start)
    _ = try network.train(on: rows, samples: rows.all)
    #expect(network.trainingState == once)
    try network.setParameters(start.parameters)
    #expect(network.trainingState == start)
  }

  @Test("Another optimizer begins with a memory of its own")
  func otherOptimizer() throws {
    let network = try NeuronNetwork(Self.blueprint(.rmsprop(RMSprop())))
    _ = try network.train(on: rows, samples: rows.all)
    network.optimizer.learningRate = 0.5
    #expect(!network.memory.isEmpty)
    network.optimizer = .adadelta(Adadelta())
    _ = try network.train(on: rows, samples: rows.all)
    #expect(Set(network.trainingState.optimizerMemory.keys) == ["meanSquare", "meanSquareChange"])
  }

  @Test("A state of another network or optimizer is refused, and nothing is lost")
  func refused() throws {
    let blueprint = try Self.blueprint(.adam(Adam()))
    let network = try NeuronNetwork(blueprint)
    _ = try network.train(on: rows, samples: rows.all)
    let good = network.trainingState
    var faulty: [(TrainingState, String)] = []
    var state = good
    state.parameters["layers.0.bias"] = nil
    faulty.append((state, "layers.0.bias: expected a tensor shaped [12], found none"))
    state = good
    state.optimizerMemory["mean"] = nil
    faulty.append((state, "optimizer memory: expected mean, as adam has it, found none"))
    state = good
    state.optimizerMemory["velocity"] = state.parameters
    faulty.append((state, "optimizer memory: expected only what adam remembers, found velocity"))
    state = good
    state.optimizerMemory["mean"]?["layers.2.bias"] = nil
    faulty.append((state, "mean of layers.2.bias: expected a tensor shaped [1], found none"))
    state = good
    state.step = -1
    faulty.append((state, "\"step\": expected at least 0, found -1"))
    for (state, message) in faulty {
      #expect {
        try network.restore(state)
      } throws: {
        ($0 as? BlueprintError)?.description == message
      }
      #expect {
        try blueprint.validate(state)
      } throws: {
        ($0 as? BlueprintError)?.description == message
      }
      #expect(network.trainingState == good)
    }
  }
}
