import NetworkDescription
import NetworkQuestions
import NeuronGraph
import Testing
import Thoroughness

@Suite("Why a network does not learn")
struct ExaminationTests {
  /// XOR's four rows, all of them in every step.
  private static let xor = Rows(
    inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]])

  private static func blueprint(
    _ layers: [Dense], loss: Loss = .binaryCrossEntropy, rate: Double = 0.5, epochs: Int = 500,
    seed: UInt64 = 1
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      name: "patient", input: .list(2), layers: layers.map(Layer.dense), loss: loss,
      optimizer: .sgd(SGD(learningRate: rate)), seed: seed,
      training: TrainingDefaults(epochs: epochs, batchSize: 4))
  }

  private static func hidden(
    _ units: Int, _ activation: Activation = .tanh, start: Initializer = .glorotUniform,
    penalty: Penalty = .none
  ) -> [Dense] {
    [Dense(units: units, activation: activation), Dense(units: 1, activation: .sigmoid)].map {
      var layer = $0
      layer.weightInitializer = start
      layer.penalty = penalty
      return layer
    }
  }

  private static func examined(
    _ blueprint: NetworkBlueprint, on rows: Rows = xor
  ) throws -> Examination {
    let perEpoch = (rows.count + blueprint.training.batchSize - 1) / blueprint.training.batchSize
    return try Examination(
      of: blueprint, on: rows, steps: blueprint.training.epochs * perEpoch)
  }

  /// An illness of a network that is to learn XOR.
  enum Illness: CaseIterable {
    case noHiddenLayer, linearLayers, zeros, equal, tiny, slow, motionless, fast, few, l2, l1

    var cause: Ailment.Cause {
      switch self {
      case .noHiddenLayer, .linearLayers: .noHiddenLayer
      case .zeros, .equal: .identicalNeurons
      case .tiny: .tinyWeights
      case .slow, .motionless: .rateTooSmall
      case .fast: .rateTooLarge
      case .few: .tooFewSteps
      case .l2, .l1: .penalty
      }
    }

    func blueprint(seed: UInt64) throws -> NetworkBlueprint {
      let sigmoid = Dense(units: 1, activation: .sigmoid)
      return switch self {
      case .noHiddenLayer: try ExaminationTests.blueprint([sigmoid], seed: seed)
      case .linearLayers: try ExaminationTests.blueprint([Dense(units: 3), sigmoid], seed: seed)
      case .zeros: try ExaminationTests.blueprint(hidden(3, start: .zeros), seed: seed)
      case .equal: try ExaminationTests.blueprint(hidden(3, .sigmoid, start: .ones), seed: seed)
      case .tiny:
        try ExaminationTests.blueprint(
          hidden(3, start: .uniform(limit: 1e-4)), rate: 0.1, seed: seed)
      case .slow: try ExaminationTests.blueprint(hidden(6), rate: 1e-4, seed: seed)
      case .motionless: try ExaminationTests.blueprint(hidden(6), rate: 0, seed: seed)
      case .fast: try ExaminationTests.blueprint(hidden(6), rate: 100, seed: seed)
      case .few: try ExaminationTests.blueprint(hidden(6), epochs: 20, seed: seed)
      case .l2: try ExaminationTests.blueprint(hidden(6, penalty: Penalty(l2: 1)), seed: seed)
      case .l1: try ExaminationTests.blueprint(hidden(6, penalty: Penalty(l1: 0.3)), seed: seed)
      }
    }
  }

  @Test("Each illness of XOR is named and cured, whatever the seed", arguments: Illness.allCases)
  func illnesses(illness: Illness) throws {
    for seed in 1...(Thoroughness.isFull ? 2 : 1) as ClosedRange<UInt64> {
      let found = try Self.examined(illness.blueprint(seed: seed))
      #expect(!found.isHealthy)
      let ailment = try #require(found.ailments.last, "seed \(seed)")
      #expect(
        found.ailments.contains { $0.cause == illness.cause }, "seed \(seed): \(found.lines)")
      #expect(ailment.isCured && !ailment.evidence.isEmpty)
      let trial = try #require(ailment.trials.last)
      #expect(trial.lossAfter < trial.lossBefore && found.complaint?.contains(trial.remedy) == true)
    }
  }

  @Test(
    "Gates, and XOR with hidden neurons to spare, are healthy",
    arguments: 1...3 as ClosedRange<UInt64>)
  func healthy(seed: UInt64) throws {
    for (recipe, targets) in [
      (Recipe.or, [0.0, 1, 1, 1]), (.and, [0, 0, 0, 1]), (.nand, [1, 1, 1, 0]),
      (.nor, [1, 0, 0, 0]), (.xor, [0, 1, 1, 0]),
    ] {
      var blueprint = try recipe.blueprint()
      blueprint.seed = seed
      blueprint.training.epochs = 400
      let found = try Self.examined(
        blueprint, on: Rows(inputs: Self.xor.inputs, targets: targets.map { [$0] }))
      #expect(found.isHealthy && found.ailments.isEmpty, "\(recipe), seed \(seed): \(found.lines)")
      #expect(found.lines.last?.hasPrefix("Healthy") == true && found.complaint == nil)
    }
  }

  @Test("XOR stuck at 0, 1, ½, ½ is a dead end, and other first weights get out of it")
  func deadEnd() throws {
    let layers = Self.hidden(2, .sigmoid)
    let stuck = try Self.blueprint(layers, loss: .meanSquaredError, rate: 2, epochs: 2000, seed: 3)
    // Two rows right and two at ½ have a mean square of 2 · ¼ / 4.
    let found = try Self.examined(stuck)
    #expect(abs(found.diagnosis.lossAfter - 0.125) < 0.003)
    #expect(found.symptom == .partlyLearned && found.ailments.map(\.cause) == [.deadEnd])
    #expect(found.ailments.last?.isCured == true)
  }

  @Test("The loss of a remedy is that of a training with the change, for as many steps")
  func trialsAreTrainings() throws {
    let slow = try Self.blueprint(Self.hidden(6), rate: 1e-4)
    let trials = try #require(Self.examined(slow).ailments.last?.trials)
    #expect(trials.count > 1)
    for (trial, factor) in zip(trials, [10.0, 100, 1000]) {
      var changed = slow
      try changed.setLearningRate(1e-4 * factor)
      let network = try NeuronNetwork(changed, parameters: slow.initialParameters())
      for step in 1...500 {
        let order = SeededRandom(seed: 1).permutation(of: 4, step: step)
        _ = try network.train(on: Self.xor, samples: order[...])
      }
      let loss = try network.evaluate(on: Self.xor, samples: [0, 1, 2, 3]).result.loss
      #expect(trial.lossAfter == loss && trial.steps == 500)
      #expect(trial.helped == (loss < 0.5))
    }
  }

  @Test("Twins are named, and are equal to the last bit after training")
  func twins() throws {
    let blueprint = try Self.blueprint(Self.hidden(3, .sigmoid, start: .ones))
    let ailment = try #require(Self.examined(blueprint).ailments.last)
    #expect(ailment.places == ["1.0", "1.1", "1.2"])
    let network = try NeuronNetwork(blueprint)
    for step in 1...500 {
      let order = SeededRandom(seed: 1).permutation(of: 4, step: step)
      _ = try network.train(on: Self.xor, samples: order[...])
    }
    for input in Self.xor.inputs {
      _ = try network.predict(input)
      #expect(Set(network.layers[1].neurons.map(\.output)).count == 1)
    }
  }

  @Test("The best constant answer is better than every other on a grid", arguments: Loss.allKinds)
  func constant(loss: Loss) throws {
    let isShare = loss == .binaryCrossEntropy || loss == .categoricalCrossEntropy
    guard loss != .categoricalCrossEntropy else {
      // Of three classes with 3, 2 and 1 samples: the entropy of the shares.
      let rows = Rows(
        inputs: (0..<6).map { [Double($0)] },
        targets: [0, 0, 0, 1, 1, 2].map { right in (0..<3).map { $0 == right ? 1 : 0 } })
      let best = ConstantAnswer(for: loss, on: rows)
      #expect(abs(best.loss - 1.011404264707) < 1e-9 && best.accuracy == 0.5)
      return
    }
    let targets = isShare ? [0, 0.25, 1, 1, 0.5] : [-3, 0.2, 0.4, 1, 25]
    let rows = Rows(
      inputs: targets.map { [$0] }, targets: targets.map { [$0] }, targetKind: .numbers)
    let best = ConstantAnswer(for: loss, on: rows)
    // One neuron with nothing but a bias answers with whatever that is.
    func lossOf(_ answer: Double) throws -> Double {
      let blueprint = try NetworkBlueprint(
        name: "constant", input: .list(1),
        layers: [.dense(Dense(units: 1, activation: isShare ? .sigmoid : .identity))], loss: loss)
      let bias = isShare ? logarithmOfOdds(answer) : answer
      let network = try NeuronNetwork(
        blueprint,
        parameters: Parameters([
          "layers.0.weight": Tensor(shape: [1, 1], values: [0]),
          "layers.0.bias": Tensor(shape: [1], values: [bias]),
        ]))
      return try network.evaluate(on: rows, samples: [0, 1, 2, 3, 4]).result.loss
    }
    #expect(try abs(lossOf(best.outputs[0]) - best.loss) < 1e-12 && best.accuracy == nil)
    for step in 1..<200 {
      let answer = isShare ? Double(step) / 200 : -5 + Double(step) * 0.16
      #expect(try lossOf(answer) >= best.loss - 1e-12)
    }
  }

  private func logarithmOfOdds(_ share: Double) -> Double {
    // atanh by its series is all that a test needs: ln(p ÷ (1 − p)) = 2 · artanh(2p − 1).
    let x = 2 * share - 1
    var (power, sum) = (x, 0.0)
    for odd in stride(from: 1.0, to: 40_001, by: 2) {
      sum += power / odd
      power *= x * x
    }
    return 2 * sum
  }

  @Test("JSON has the cause, its evidence and every trial, and the whole at the end")
  func json() throws {
    let found = try Self.examined(Self.blueprint([Dense(units: 1, activation: .sigmoid)]))
    #expect(found.jsonLines.count == 2)
    #expect(
      found.jsonLines[0].hasPrefix("{\"illness\":\"no hidden layer\",\"evidence\":[")
        && found.jsonLines[0].contains("\"helped\":true"))
    #expect(
      found.jsonLines[1].hasPrefix("{\"healthy\":false,\"steps\":500,")
        && found.jsonLines[1].contains("\"symptom\":\"no better than the best constant answer\""))
  }

  @Test("A training that learns gets no advice, one that does not gets the doctor's command")
  func advice() throws {
    for (rate, isAdvised) in [(0.5, false), (1e-4, true), (100, true)] {
      let network = try NeuronNetwork(Self.blueprint(Self.hidden(6), rate: rate))
      let advice = try TrainingAdvice(
        network, on: Self.xor, loss: .binaryCrossEntropy, command: "glassbox doctor xor")
      for step in 1...500 {
        let order = SeededRandom(seed: 1).permutation(of: 4, step: step)
        _ = try network.train(on: Self.xor, samples: order[...])
      }
      let text = try advice.text(network)
      #expect((text != nil) == isAdvised)
      #expect(text?.hasSuffix("glassbox doctor xor") ?? true)
    }
  }
}
