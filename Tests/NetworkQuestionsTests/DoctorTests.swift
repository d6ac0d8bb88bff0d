import ExplanationTestSupport
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import PlaceLiterals
import Testing

@Suite("The doctor")
struct DoctorTests {
  private static let plane = Points(count: 60) { x, y, _ in (x + y) / 4 }

  /// Six hidden layers of eight, as many as TensorFlow Playground allows, and its squared loss.
  private static func deep(
    _ hidden: Activation, last: Activation = .identity, rate: Double, seed: UInt64 = 1
  ) throws -> NeuronNetwork {
    let layers = (0..<6).map { _ in Layer.dense(Dense(units: 8, activation: hidden)) }
    return try NeuronNetwork(
      NetworkBlueprint(
        name: "deep", input: .list(2),
        layers: layers + [.dense(Dense(units: 1, activation: last))], loss: .halfSquaredError,
        optimizer: .sgd(SGD(learningRate: rate)), seed: seed))
  }

  @Test(
    "Deep networks of relu and identity go NaN with a large rate, and it is said where and when",
    arguments: [
      (Activation.relu, 3.0), (.relu, 10), (.identity, 1), (.identity, 3), (.identity, 10),
    ])
  func playground(hidden: Activation, rate: Double) throws {
    let diagnose = {
      try Self.deep(hidden, rate: rate).diagnose(
        on: Self.plane, steps: 400, batchSize: 10, seed: 1)
    }
    let found = try diagnose()
    let broken = try #require(found.findings.first { $0.illness == .notANumber })
    let grown = try #require(found.findings.first { $0.illness == .explodes })
    #expect(grown.step <= broken.step)
    #expect(try diagnose().findings == found.findings)

    // Followed here, step by step, with nothing but training.
    let network = try Self.deep(hidden, rate: rate)
    let largest = network.parameters.tensors.values.flatMap(\.values).map(abs).max() ?? 0
    let order = { SeededRandom(seed: 1).permutation(of: 60, step: $0) }
    var (step, firstLarge, firstBroken) = (0, 0, 0)
    training: for epoch in 1... {
      for start in stride(from: 0, to: 60, by: 10) {
        step += 1
        do {
          _ = try network.train(on: Self.plane, samples: order(epoch)[start..<start + 10])
        } catch {
          firstBroken = step
          break training
        }
        let weights = network.parameters.tensors.values.flatMap(\.values)
        if firstLarge == 0, weights.contains(where: { !(abs($0) <= 1000 * max(1, largest)) }) {
          firstLarge = step
        }
        guard weights.allSatisfy(\.isFinite) else {
          firstBroken = step
          break training
        }
      }
    }
    #expect(broken.step == firstBroken)
    #expect(firstLarge == 0 || grown.step <= firstLarge)
    #expect(["link", "neuron"].contains(broken.place.kind))
  }

  @Test("The same networks are well with a small rate")
  func well() throws {
    let network = try Self.deep(.identity, rate: 0.003)
    let found = try network.diagnose(on: Self.plane, steps: 300, batchSize: 10, seed: 1)
    #expect(found.isHealthy && found.lossAfter < found.lossBefore && found.steps == 300)
  }

  @Test("A relu that a large step has silenced for good is found with its step")
  func dies() throws {
    // One relu that starts active on all samples, and whose bias is driven far below.
    let blueprint = try NetworkBlueprint(
      name: "dying", input: .list(2),
      layers: [.dense(Dense(units: 1, activation: .relu)), .dense(Dense(units: 1))],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 1)))
    let parameters = Parameters([
      "layers.0.weight": Tensor(shape: [2, 1], values: [0.01, 0.01]),
      "layers.0.bias": Tensor(shape: [1], values: [1]),
      "layers.1.weight": Tensor(shape: [1, 1], values: [1]),
      "layers.1.bias": Tensor(shape: [1], values: [0]),
    ])
    let targets = Points(count: 20) { _, _, _ in -4 }
    let network = try NeuronNetwork(blueprint, parameters: parameters)
    let found = try network.diagnose(on: targets, steps: 50, batchSize: 20, seed: 1)
    let dead = try #require(found.findings.first { $0.illness == .dies })
    #expect(dead.place == .neuron("1.0") && dead.uncertainty == 0 && dead.others == 0)

    let twin = try NeuronNetwork(blueprint, parameters: parameters)
    var lastActive = 0
    for step in 1...50 {
      _ = try twin.train(
        on: targets, samples: SeededRandom(seed: 1).permutation(of: 20, step: step)[...])
      let isActive = try targets.inputs.contains { inputs in
        _ = try twin.predict(inputs)
        return twin.layers[1].neurons[0].sum > 0
      }
      if isActive { lastActive = step }
    }
    #expect(dead.step == lastActive + 1)
  }

  @Test("A tanh that is flat on all samples is found, and one that learns is not")
  func saturates() throws {
    let network = try Self.deep(.tanh, last: .tanh, rate: 30)
    let clouds = Points(count: 60) { _, _, isUpper in isUpper ? 1 : -1 }
    let found = try network.diagnose(on: clouds, steps: 100, batchSize: 10, seed: 1)
    let flat = try #require(found.findings.first { $0.illness == .saturates })
    guard case .neuron(let name) = flat.place else {
      Issue.record("\(flat)")
      return
    }
    let neuron = try #require(network.layers.flatMap(\.neurons).first { $0.name == name })
    for inputs in clouds.inputs {
      _ = try network.predict(inputs)
      #expect(1 - neuron.output * neuron.output < 0.01)
    }
    let gentle = try Self.deep(.tanh, last: .tanh, rate: 0.03)
    #expect(try gentle.diagnose(on: clouds, steps: 100, batchSize: 10, seed: 1).isHealthy)
  }

  @Test("Of a convolution it is filters that die, and not the places where they see nothing")
  func filters() throws {
    let blueprint = try NetworkBlueprint(
      name: "filters", input: .picture(height: 5, width: 5, channels: 1),
      layers: [
        .conv2D(Conv2D(filters: 2, kernel: 3, padding: .same, activation: .relu)), .flatten,
        .dense(Dense(units: 1)),
      ], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0)))
    var parameters = blueprint.initialParameters()
    // The first filter sees ink near the middle, the second nothing but its opposite.
    parameters["layers.0.weight"] = Tensor(
      shape: [3, 3, 1, 2], values: (0..<9).flatMap { _ in [1.0, -1] })
    parameters["layers.0.bias"] = Tensor(shape: [2], values: [-0.5, 0])
    let network = try NeuronNetwork(blueprint, parameters: parameters)
    let found = try network.diagnose(on: OneDot(), steps: 2, batchSize: 1, seed: 1)
    let dead = try #require(found.findings.first { $0.illness == .dies })
    #expect(dead.place == .filter(1, layer: 1) && dead.others == 0)
    #expect(dead.place.kind == "filter")
    // Though at the corners the first is as silent as the second.
    _ = try network.predict((0..<25).map { $0 == 12 ? 1 : 0 })
    let sums = Dictionary(
      uniqueKeysWithValues: network.layers[1].neurons.map { ($0.name, $0.sum) })
    #expect(sums["1.0.0.0"] == -0.5 && sums["1.2.2.0"] == 0.5 && sums["1.2.2.1"] == -1)
  }

  @Test("Numbers below 1 and samples of another size are refused")
  func refused() throws {
    let network = try Self.deep(.tanh, rate: 1)
    #expect(throws: QuestionError.self) {
      try network.diagnose(on: Self.plane, steps: 0, batchSize: 1, seed: 1)
    }
    let other = try ManyNetworks.network(
      sizes: [3, 2], hidden: .tanh, last: .tanh, loss: .halfSquaredError, seed: 1)
    #expect(throws: QuestionError.self) {
      try other.diagnose(on: Self.plane, steps: 1, batchSize: 1, seed: 1)
    }
  }
}

/// A picture of 5 × 5 with ink in the middle.
private struct OneDot: SampleSource {
  let count = 1
  let inputCount = 25
  let targetCount = 1
  let targetKind = TargetKind.classes

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    for index in destination.indices {
      destination[index] = part == .inputs && index == 12 ? 1 : 0
    }
  }
}
