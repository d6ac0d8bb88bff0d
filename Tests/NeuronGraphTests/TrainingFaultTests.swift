import NetworkDescription
import Testing

@testable import NeuronGraph
import NeuronTrace

@Suite("What stops a training step")
struct TrainingFaultTests {
  /// 2-2-1, with the tensors that a test names.
  private func network(
    _ changes: [String: [Double]], output: Activation = .identity, momentum: Double = 0
  ) throws -> NeuronNetwork {
    let blueprint = try NetworkBlueprint(
      name: "fault", input: .list(2),
      layers: [
        .dense(Dense(units: 2)), .dense(Dense(units: 1, activation: output)),
      ],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1, momentum: momentum)))
    var parameters = blueprint.initialParameters()
    for (name, values) in changes {
      parameters[name] = Tensor(shape: parameters[name]?.shape ?? [], values: values)
    }
    return try NeuronNetwork(blueprint, parameters: parameters)
  }

  /// Expects every way to make a step to fail and to leave the network as it was.
  ///
  /// - Parameter firstSample: Which sample fails of a batch of [0, 0] and `inputs`.
  private func expectFault(
    _ network: NeuronNetwork, _ culprit: String, inputs: [Double] = [1, 1],
    inBatch firstSample: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let before = network.parameters
    let samples = MemorySamples(inputs: [[0, 0], inputs], targets: [[1], [0]])
    let steps: [(Int, () throws -> Void)] = [
      (0, { try network.learn(inputs: inputs, targets: [0]) }),
      (0, { _ = try network.trace(inputs: inputs, targets: [0]) }),
      (0, { _ = try network.gradients(inputs: inputs, targets: [0]) }),
      (0, { _ = try network.train(on: samples, samples: [1]) }),
      (firstSample, { _ = try network.train(on: samples, samples: [0, 1]) }),
    ]
    for (position, step) in steps {
      let error = #expect(throws: NetworkError.self, sourceLocation: sourceLocation) { try step() }
      guard case .notFinite(let fault)? = error else { continue }
      #expect(fault.culprit.description == culprit, sourceLocation: sourceLocation)
      #expect(fault.sampleInBatch == position, sourceLocation: sourceLocation)
      #expect(fault.loss.isFinite == false, sourceLocation: sourceLocation)
      // The bits are compared, because NaN does not equal itself.
      #expect(bits(network.parameters) == bits(before), sourceLocation: sourceLocation)
      #expect(
        network.gradients.tensors.values.allSatisfy { $0.values.allSatisfy { $0 == 0 } },
        "the failed sample left nothing behind", sourceLocation: sourceLocation)
    }
  }

  private func bits(_ parameters: Parameters) -> [String: [UInt64]] {
    parameters.tensors.mapValues { $0.values.map(\.bitPattern) }
  }

  @Test("A product too large for a Double names its link")
  func overflowingLink() throws {
    let network = try network([
      "layers.0.weight": [1, 1e200, 1, 1], "layers.1.weight": [1, 1e200],
    ])
    expectFault(network, "link 1.1-2.0 (1e+200 × 1e+200)")
  }

  @Test("A sum of products that are each finite names its neuron")
  func overflowingSum() throws {
    let network = try network(["layers.0.weight": [1e308, 1, 1e308, 1]])
    expectFault(network, "neuron 1.0 (sum inf)")
  }

  @Test("A loss that overflows although all outputs are finite says so")
  func overflowingLoss() throws {
    let network = try network([
      "layers.0.weight": [1e200, 0, 0, 0], "layers.1.weight": [1, 0],
    ])
    expectFault(network, "the loss itself (outputs 2.0 = 1e+200)")
  }

  @Test("A weight or bias that is not a number names its link or neuron")
  func brokenParameters() throws {
    expectFault(
      try network(["layers.0.weight": [1, 1, 1, .nan]]), "link 0.1-1.1 (weight NaN)",
      inBatch: 0)
    let network = try network(["layers.0.weight": [1, 1, 1, 1], "layers.0.bias": [0, .infinity]])
    expectFault(network, "neuron 1.1 (bias inf)", inBatch: 0)
  }

  @Test("An input that is not a number names its input neuron")
  func brokenInput() throws {
    expectFault(try network([:]), "input neuron 0.1 (NaN)", inputs: [1, .nan])
  }

  @Test("A network goes on learning after a fault as if nothing had happened")
  func recovery() throws {
    let (shaken, calm) = (try network([:], momentum: 0.9), try network([:], momentum: 0.9))
    for step in 0..<5 {
      if step.isMultiple(of: 2) {
        #expect(throws: NetworkError.self) {
          try shaken.learn(inputs: [.infinity, 1], targets: [0])
        }
      }
      try shaken.learn(inputs: [0.5, -1], targets: [0.2])
      try calm.learn(inputs: [0.5, -1], targets: [0.2])
    }
    #expect(shaken.parameters == calm.parameters)
  }

  @Test("Cross-entropies stay finite however sure the network is of a wrong answer")
  func stableLosses() throws {
    for (activation, loss, units) in [
      (Activation.sigmoid, Loss.binaryCrossEntropy, 1), (.softmax, .categoricalCrossEntropy, 2),
    ] {
      let network = try NeuronNetwork(
        NetworkBlueprint(
          name: "sure", input: .list(1),
          layers: [
            .dense(Dense(units: units, activation: activation, weightInitializer: .zeros))
          ],
          loss: loss))
      let weights = units == 1 ? [5000.0] : [5000, 0]
      try network.setParameters(
        Parameters([
          "layers.0.weight": Tensor(shape: [1, units], values: weights),
          "layers.0.bias": Tensor(shape: [units], values: weights.map { _ in 0 }),
        ]))
      let targets = units == 1 ? [0.0] : [0, 1]
      #expect(try network.gradients(inputs: [1], targets: targets).loss == 5000)
    }
  }

  @Test("Wrong numbers of inputs and targets are errors that say how many came")
  func wrongCounts() throws {
    let network = try network([:])
    let inputs = InputError(what: "inputs", expected: 2, found: 3)
    let targets = InputError(what: "targets", expected: 1, found: 0)
    #expect(inputs.description == "inputs: expected 2 numbers, found 3")
    #expect(targets.description == "targets: expected 1 number, found 0")
    #expect(throws: inputs) { try network.predict([1, 2, 3]) }
    #expect(throws: NetworkError.wrongSize(inputs)) {
      try network.learn(inputs: [1, 2, 3], targets: [1])
    }
    #expect(throws: NetworkError.wrongSize(targets)) {
      try network.learn(inputs: [1, 2], targets: [])
    }
    #expect(throws: NetworkError.wrongSize(inputs)) {
      _ = try network.trace(inputs: [1, 2, 3], targets: [1])
    }
    #expect(throws: NetworkError.wrongSize(targets)) {
      _ = try network.gradients(inputs: [1, 2], targets: [])
    }

    let large = MemorySamples(inputs: [[1, 2, 3]], targets: [[1]])
    #expect(throws: NetworkError.wrongSize(inputs)) {
      _ = try network.train(on: large, samples: [0])
    }
    #expect(throws: NetworkError.wrongSize(inputs)) {
      _ = try network.gradients(on: large, samples: [0])
    }
    let untold = MemorySamples(inputs: [[1, 2]], targets: [[]])
    #expect(throws: NetworkError.wrongSize(targets)) {
      _ = try network.train(on: untold, samples: [0])
    }
  }

  @Test("A batch without samples moves nothing")
  func emptyBatch() throws {
    let network = try network([:])
    let before = network.parameters
    let samples = MemorySamples(inputs: [[1, 2]], targets: [[1]])
    #expect(try network.train(on: samples, samples: []) == BatchResult())
    #expect(network.parameters == before)
    #expect(try network.gradients(on: samples, samples: []).loss == 0)
  }
}
