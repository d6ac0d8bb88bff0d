import NetworkDescription
import NeuronGraph
import Testing

@Suite("Logic gates learned by objects")
struct GateRecipeTests {
  @Test("XOR is learned from every seed, long before 2,000 epochs", arguments: UInt64(1)...10)
  func xor(seed: UInt64) throws {
    let blueprint = try Recipe.xor.blueprint()
    #expect(blueprint.training.epochs <= 2000)
    try expectLearned(.xor, seed: seed, within: 0.02) { $0 ^ $1 }
  }

  /// TFLearn's figures for its OR example: rate 2, mean square, 2,000 epochs.
  @Test("OR lands where TFLearn's example lands", arguments: UInt64(1)...3)
  func or(seed: UInt64) throws {
    let network = try trained(.or, seed: seed, on: .gate { $0 | $1 })
    let expected = [0.04013, 0.97488, 0.97542, 0.99997]
    let samples = MemorySamples.gate { $0 | $1 }
    for (inputs, expected) in zip(samples.inputs, expected) {
      #expect(abs(try network.predict(inputs)[0] - expected) < 0.005)
    }
  }

  @Test("AND, NAND and NOR are learned by a single neuron")
  func otherGates() throws {
    try expectLearned(.and, seed: 1, within: 0.05) { $0 & $1 }
    try expectLearned(.nand, seed: 1, within: 0.05) { 1 - ($0 & $1) }
    try expectLearned(.nor, seed: 1, within: 0.05) { 1 - ($0 | $1) }
  }

  @Test("No single neuron learns XOR")
  func singleNeuron() throws {
    let samples = MemorySamples.gate { $0 ^ $1 }
    let network = try trained(.or, seed: 1, on: samples)
    #expect(try network.evaluate(on: samples, samples: samples.all).result.loss > 0.24)
  }

  private func expectLearned(
    _ recipe: Recipe, seed: UInt64, within distance: Double, _ gate: (Int, Int) -> Int
  ) throws {
    let samples = MemorySamples.gate(gate)
    let network = try trained(recipe, seed: seed, on: samples)
    let evaluation = try network.evaluate(on: samples, samples: samples.all)
    #expect(evaluation.result.correctCount == 4)
    for (output, target) in zip(evaluation.outputs, samples.targets) {
      #expect(abs(output - target[0]) < distance, "\(recipe), seed \(seed)")
    }
  }

  /// Trains as `glassbox train` does: the recipe's epochs and batches, reshuffled every epoch.
  private func trained(
    _ recipe: Recipe, seed: UInt64, on samples: MemorySamples
  ) throws -> NeuronNetwork {
    var blueprint = try recipe.blueprint()
    blueprint.seed = seed
    #expect(blueprint.training.batchSize == samples.count)
    let network = try NeuronNetwork(blueprint)
    let random = SeededRandom(seed: seed)
    for epoch in 1...blueprint.training.epochs {
      let order = random.permutation(of: samples.count, step: epoch)
      _ = try network.train(on: samples, samples: order[...])
    }
    return network
  }
}
