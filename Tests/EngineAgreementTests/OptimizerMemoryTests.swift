import EngineAgreement
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Testing

@Suite("What optimizers remember and forget, in both engines")
struct OptimizerMemoryTests {
  private func engines(_ optimizer: Optimizer) throws -> [any TrainableNetwork] {
    let blueprint = try NetworkBlueprint(
      name: "memory", input: .list(2),
      layers: [.dense(Dense(units: 2, weightInitializer: .ones, biasInitializer: .ones))],
      loss: .meanSquaredError, optimizer: optimizer)
    return [try NeuronNetwork(blueprint), try MatrixNetwork<Double>(blueprint)]
  }

  @Test("Adagrad's accumulator begins at 0.1, or where it is told to")
  func adagrad() throws {
    for (optimizer, start) in [(Adagrad(), 0.1), (Adagrad(initialAccumulator: 0.5), 0.5)] {
      for network in try engines(.adagrad(optimizer)) {
        let memory = try #require(network.trainingState.optimizerMemory["accumulator"])
        #expect(memory.tensors.values.allSatisfy { $0.values.allSatisfy { $0 == start } })
      }
    }
  }

  @Test("AdamW lets weights and biases decay even where there is no gradient")
  func adamw() throws {
    for network in try engines(.adamw(AdamW(learningRate: 0.5, weightDecay: 0.1))) {
      let samples = MadeUpSamples(inputs: [[0, 0]], targets: [[1, 1]])
      _ = try network.train(on: samples, samples: [0])
      // Outputs are 1, as the targets: all gradients are 0, and 1 − 1 · 0.1 · 0.5 is left.
      #expect(
        network.parameters.tensors.values.allSatisfy { $0.values.allSatisfy { $0 == 0.95 } })
    }
  }

  @Test("A training goes on from its state as if it had not stopped")
  func restore() throws {
    for optimizer: Optimizer in [.adagrad(Adagrad(learningRate: 0.1)), .adamw(AdamW())] {
      for (first, second) in zip(try engines(optimizer), try engines(optimizer)) {
        let samples = MadeUpSamples(inputs: [[0.5, -1], [1, 2]], targets: [[0, 1], [1, 0]])
        _ = try first.train(on: samples, samples: [0, 1])
        try second.restore(first.trainingState)
        _ = try first.train(on: samples, samples: [1])
        _ = try second.train(on: samples, samples: [1])
        #expect(first.parameters == second.parameters)
      }
    }
  }
}
