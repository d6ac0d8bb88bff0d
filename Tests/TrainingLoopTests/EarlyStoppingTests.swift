import NetworkDescription
import Testing

@testable import TrainingLoop

@Suite("Early stopping")
struct EarlyStoppingTests {
  /// Epochs of one step, after which the weight is the number of the epoch.
  private func train(
    losses: [Double], patience: Int?, watcher: Bystander? = nil
  ) throws -> (history: [EpochRecord], weight: Double) {
    let network = ScriptedNetwork()
    for (index, loss) in losses.enumerated() { network.measuredLosses[index + 1] = loss }
    let options = TrainingOptions(epochs: losses.count, batchSize: 4, patience: patience)
    let history = try Trainer(network: network, options: options).fit(
      NumberedSamples(count: 4), validation: NumberedSamples(count: 2), watcher: watcher)
    return (history, network.weight)
  }

  // Epochs and best epochs as counted by hand with Keras' rule.
  @Test(
    "Training ends after so many epochs that are no better, with the best network",
    arguments: [
      (1, [0.5, 0.4, 0.4, 0.1], 3, 2.0), (2, [0.5, 0.4, 0.45, 0.39, 0.6, 0.5, 0.1], 6, 4),
      (1, [0.5, 0.6, 0.1], 2, 1), (3, [0.5, 0.6, 0.7], 3, 1), (9, [0.5, 0.4, 0.3], 3, 3),
    ])
  func patience(patience: Int, losses: [Double], epochs: Int, best: Double) throws {
    let run = try train(losses: losses, patience: patience)
    #expect(run.history.count == epochs)
    #expect(run.weight == best && run.history.best?.epoch == Int(best))
  }

  @Test("Without patience training goes on, and the last network stays")
  func noPatience() throws {
    let run = try train(losses: [0.1, 0.2, 0.3], patience: nil)
    #expect(run.history.count == 3 && run.weight == 3)
  }

  @Test("Asked to stop, it keeps the best network, too")
  func stopped() throws {
    let run = try train(
      losses: [0.1, 0.2, 0.3, 0.4], patience: 9, watcher: Bystander(stopAfter: 3))
    #expect(run.history.count == 3 && run.weight == 1)
  }

  @Test("Patience below 1, or without validation, is refused")
  func refused() {
    #expect(throws: TrainingError.badOption(name: "patience", found: 0)) {
      try train(losses: [1], patience: 0)
    }
    #expect(throws: TrainingError.self) {
      let trainer = Trainer(network: ScriptedNetwork(), options: TrainingOptions(patience: 1))
      _ = try trainer.fit(NumberedSamples(count: 4))
    }
  }
}
