import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

@Suite("The fast step")
struct FastStepTests {
  @Test("Both give the same weights, bit for bit, over 200 steps")
  func blueprints() throws {
    let blueprints = [
      try NetworkBlueprint.lernmi(layerSizes: [2, 3, 1]),
      try NetworkBlueprint(
        name: "softmax", input: .list(2),
        layers: [
          .dense(Dense(units: 4, activation: .softmax)),
          .dense(Dense(units: 3, activation: .leakyRelu(slope: 0.1), useBias: false)),
          .activation(ActivationLayer(.tanh)),
          .dense(Dense(units: 2, activation: .softmax)),
        ],
        loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.3))),
    ]
    for blueprint in blueprints {
      try expectSame(try NeuronNetwork(blueprint), try NeuronNetwork(blueprint))
    }
  }

  @Test("Also where links skip layers and an output feeds another neuron")
  func handWired() throws {
    try expectSame(try skippingNetwork(), try skippingNetwork())
  }

  @Test("Weights that links share move once, by all that the links have pushed")
  func sharedWeights() throws {
    try expectSame(try sharingNetwork(), try sharingNetwork())
  }

  @Test("A weight that is infinite is noticed, even if its input is 0")
  func infiniteWeights() throws {
    let blueprint = try NetworkBlueprint(
      name: "five", input: .list(3),
      layers: [.dense(Dense(units: 5, activation: .tanh)), .dense(Dense(units: 1))],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)))
    let network = try NeuronNetwork(blueprint)
    try network.learn(inputs: [0, 1, 0.5], targets: [1])
    let start = network.parameters
    let weight = try #require(network.layers[1].incoming[2].first).weight
    network.change(weight, to: .infinity)
    #expect(throws: NetworkError.self) { try network.learn(inputs: [0, 1, 0.5], targets: [1]) }
    try network.setParameters(start)
    try network.learn(inputs: [0, 1, 0.5], targets: [1])
    network.change(weight, to: -.infinity)
    #expect(throws: NetworkError.self) { try network.learn(inputs: [0, 1, 0.5], targets: [1]) }
  }

  @Test("So is one that overflows while it learns")
  func overflowingWeights() throws {
    let blueprint = try NetworkBlueprint(
      name: "steep", input: .list(2), layers: [.dense(Dense(units: 4)), .dense(Dense(units: 1))],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 1e160)))
    let (learning, tracing) = (try NeuronNetwork(blueprint), try NeuronNetwork(blueprint))
    var steps = 0
    while steps < 20 {
      let inputs = [steps % 2 == 0 ? 0 : 1e-30, 1e-20]
      let learned = Result { try learning.learn(inputs: inputs, targets: [0.5]) }
      let traced = Result { try tracing.trace(inputs: inputs, targets: [0.5]) { _ in } }
      #expect((try? learned.get()) == (try? traced.get()), "step \(steps)")
      steps += 1
      if (try? traced.get()) == nil { break }
      for (name, tensor) in tracing.parameters.tensors {
        // As texts, since what is not a number equals nothing.
        #expect(
          "\(tensor.values)" == "\(learning.parameters[name]?.values ?? [])", "step \(steps)")
      }
    }
    #expect(1..<20 ~= steps)
  }

  /// `learn` moves each weight at once where it can; `trace` always waits for the end.
  private func expectSame(_ learning: NeuronNetwork, _ tracing: NeuronNetwork) throws {
    let start = learning.parameters
    var random = SeededRandom(seed: 5).sequence(.check)
    for step in 1...200 {
      // An input of 0 moves nothing, which the fast step makes use of.
      let inputs = (0..<learning.inputCount).map { index in
        (step + index) % 3 == 0 ? 0 : random.nextUniform(-1...1)
      }
      let targets = (0..<learning.outputCount).map { _ in random.nextUniform(0...1) }
      let loss = try learning.learn(inputs: inputs, targets: targets)
      let traced = try tracing.trace(inputs: inputs, targets: targets) { _ in }
      #expect(loss == traced)
      #expect(learning.parameters == tracing.parameters, "after step \(step)")
    }
    #expect(learning.parameters != start)
  }

  private func skippingNetwork() throws -> NeuronNetwork {
    var wiring = NetworkWiring()
    let (a, b) = (wiring.input(), wiring.input())
    let hidden = wiring.neuron(.tanh, bias: 0.1)
    let first = wiring.neuron(.sigmoid, bias: -0.2)
    let second = wiring.neuron(.sigmoid)
    wiring.link(a, to: hidden, weight: 0.5)
    wiring.link(b, to: hidden, weight: -0.3)
    wiring.link(hidden, to: first, weight: 0.9)
    wiring.link(a, to: first, weight: -0.6)
    wiring.link(first, to: second, weight: 0.8)
    wiring.link(b, to: second, weight: 0.2)
    return try wiring.network(
      outputs: [first, second], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
  }

  private func sharingNetwork() throws -> NeuronNetwork {
    var wiring = NetworkWiring()
    let inputs = [wiring.input(), wiring.input()]
    let shared = Weight(0.4)
    let hidden = inputs.map { input in
      let neuron = wiring.neuron(.tanh, bias: 0.1)
      wiring.link(input, to: neuron, sharing: shared)
      return neuron
    }
    let output = wiring.neuron(.sigmoid)
    for (index, neuron) in hidden.enumerated() {
      wiring.link(neuron, to: output, weight: 0.7 - Double(index))
    }
    return try wiring.network(
      outputs: [output], loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)))
  }
}
