import Foundation
import ModelFiles
import NetworkDescription
import Testing
import TrainingData
import TrainingLoop
import TrainingRuns

/// Tells nothing and never stops.
private final class Nobody: TrainingWatcher {
  var shouldStop: Bool { false }
  func batchDidEnd(_ progress: TrainingProgress) {}
  func epochDidEnd(_ record: EpochRecord) {}
}

@Suite("A training that was interrupted goes on as if it had not been")
struct InterruptedRunTests {
  /// Networks whose next step depends on as much as possible of the steps before.
  static let optimizers: [Optimizer] = [
    .sgd(SGD(learningRate: 0.05, momentum: 0.9, nesterov: true)),
    .adam(Adam(learningRate: 0.01, schedule: .step(every: 7, factor: 0.9))),
  ]

  private static func run(_ engine: EngineChoice, _ optimizer: Optimizer) throws -> TrainingRun {
    let blueprint = try NetworkBlueprint(
      name: "net", input: .picture(height: 28, width: 28, channels: 1),
      layers: [
        .flatten, .dense(Dense(units: 4, activation: .relu, penalty: Penalty(l2: 0.001))),
        .dropout(Dropout(rate: 0.25)), .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: optimizer,
      training: TrainingDefaults(epochs: 3, batchSize: 3))
    let digits = DataSplit(train: DrawnDigits(seed: 3).dataset(0..<14), test: nil)
    return TrainingRun(
      blueprint: blueprint, engine: engine,
      samples: try SampleParts(of: digits, limit: nil, holdingBack: 0.3, seed: 1),
      augment: .digits, patience: 3)
  }

  @Test(
    "From the file of every point it comes to, it ends with the same bits",
    arguments: EngineChoice.allCases, optimizers)
  func everyPoint(engine: EngineChoice, optimizer: Optimizer) throws {
    let run = try Self.run(engine, optimizer)
    let whole = try run.network(parameters: nil, threads: 1)
    var points: [TrainingPoint] = []
    _ = try run.fit(
      whole, watcher: Nobody(), checkpoints: CheckpointPlan(everyBatches: 1) { points.append($0) })
    // 10 samples make 4 batches; the last of an epoch is kept with its end.
    #expect(points.count == 3 * 4)

    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).checkpoint").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let circumstances = run.circumstances()
    for point in points {
      try TrainingCheckpoint(
        blueprint: run.blueprint, circumstances: circumstances, point: point
      ).write(to: file)
      let kept = try TrainingCheckpoint(contentsOf: file)
      try kept.check(isOf: run.blueprint, with: circumstances, path: file)
      let network = try run.network(parameters: nil, threads: 1)
      _ = try run.fit(network, watcher: Nobody(), from: kept.point)
      #expect(network.parameters == whole.parameters, "epoch \(point.epoch) \(point.batchCount)")
    }
  }

  @Test("A point with more steps than there can have been is refused")
  func impossibleStep() throws {
    let run = try Self.run(.objects, Self.optimizers[0])
    var points: [TrainingPoint] = []
    _ = try run.fit(
      try run.network(parameters: nil, threads: 1), watcher: Nobody(),
      checkpoints: CheckpointPlan(everyBatches: 1) { points.append($0) })
    for step in [999_999_999, points[5].state.step + 1, 0] {
      var point = points[5]
      point.state.step = step
      #expect(throws: TrainingError.self) {
        try run.fit(
          try run.network(parameters: nil, threads: 1), watcher: Nobody(), from: point)
      }
    }
  }

  @Test("A network that takes more memory than there may be is refused by the layer that does")
  func memory() throws {
    let run = try Self.run(.matrix, Self.optimizers[1])
    let error = #expect(throws: (any Error).self) {
      try run.network(parameters: nil, threads: 1, limit: MemoryLimit(bytes: 100_000))
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("net: expected a network that takes at most 100 kB of memory"))
    #expect(text.contains("layers[1] (dense)") && text.contains("--memory-limit"))
  }
}
