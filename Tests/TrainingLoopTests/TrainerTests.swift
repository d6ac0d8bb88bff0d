import NetworkDescription
import Testing

@testable import TrainingLoop

@Suite("The trainer's bookkeeping")
struct TrainerTests {
  private let network = ScriptedNetwork()

  private func trainer(
    epochs: Int = 1, batchSize: Int = 4, seed: UInt64 = 1, shuffle: Bool = true
  ) -> Trainer {
    Trainer(
      network: network,
      options: TrainingOptions(
        epochs: epochs, batchSize: batchSize, seed: seed, shuffle: shuffle))
  }

  /// The order in which a fresh network sees ten samples, epoch by epoch.
  private func orders(seed: UInt64, epochs: Int) throws -> [[Int]] {
    let network = ScriptedNetwork()
    let options = TrainingOptions(epochs: epochs, batchSize: 10, seed: seed)
    _ = try Trainer(network: network, options: options).fit(NumberedSamples(count: 10))
    return network.batches
  }

  @Test("Every epoch sees each sample once, in an order that only seed and epoch decide")
  func order() throws {
    let three = try orders(seed: 1, epochs: 3)
    #expect(three.allSatisfy { $0.sorted() == Array(0..<10) })
    #expect(Set(three).count == 3)
    #expect(try orders(seed: 1, epochs: 2) == Array(three.prefix(2)))
    #expect(try orders(seed: 2, epochs: 1) != Array(three.prefix(1)))
  }

  @Test("Without shuffling the order is that of the data")
  func noShuffle() throws {
    _ = try trainer(epochs: 2, batchSize: 2, shuffle: false).fit(NumberedSamples(count: 4))
    #expect(network.batches == [[0, 1], [2, 3], [0, 1], [2, 3]])
  }

  @Test("The last batch holds what is left")
  func partialBatch() throws {
    let history = try trainer(batchSize: 4).fit(NumberedSamples(count: 10))
    #expect(network.batches.map(\.count) == [4, 4, 2])
    #expect(history.count == 1)
    #expect(history[0].training == BatchResult(lossSum: 20, correctCount: 3, sampleCount: 10))
    #expect(history[0].loss == 2 && history[0].accuracy == 0.3)
    #expect(history[0].seconds >= 0 && history[0].samplesPerSecond > 0)
  }

  @Test("A batch larger than the data holds all of it")
  func largeBatch() throws {
    _ = try trainer(batchSize: 1000).fit(NumberedSamples(count: 3))
    #expect(network.batches.map { $0.sorted() } == [[0, 1, 2]])
  }

  @Test("Validation samples are measured after every epoch, and never learned from")
  func validation() throws {
    let history = try trainer(epochs: 2).fit(
      NumberedSamples(count: 8), validation: NumberedSamples(count: 300))
    #expect(network.batches.joined().allSatisfy { $0 < 8 })
    #expect(network.measured.map(\.count) == [256, 44, 256, 44])
    #expect(network.measured.prefix(2).joined().elementsEqual(0..<300))
    #expect(history.map { $0.validation?.loss } == [0.25, 0.25])
    #expect(history.map { $0.validation?.sampleCount } == [300, 300])
  }

  @Test("Without validation samples nothing is measured")
  func noValidation() throws {
    let history = try trainer().fit(NumberedSamples(count: 8))
    #expect(network.measured.isEmpty && history[0].validation == nil)
  }

  @Test("Every epoch may bring samples of its own")
  func changingSamples() throws {
    _ = try trainer(epochs: 3, batchSize: 100).fit { epoch in NumberedSamples(count: 10 * epoch) }
    #expect(network.batches.map(\.count) == [10, 20, 30])
  }

  @Test("The watcher hears of every batch and epoch")
  func watcher() throws {
    let watcher = Bystander()
    _ = try trainer(epochs: 2).fit(NumberedSamples(count: 10), watcher: watcher)
    #expect(watcher.progress == [4, 8, 10, 4, 8, 10])
    #expect(watcher.records == [1, 2])
  }

  @Test("Asked to stop, it finishes the batch, keeps what was learned, and leaves out validation")
  func stopped() throws {
    let watcher = Bystander(stopAfter: 4)
    let history = try trainer(epochs: 9).fit(
      NumberedSamples(count: 10), validation: NumberedSamples(count: 2), watcher: watcher)
    #expect(network.batches.count == 4 && network.weight == 4)
    #expect(history.map(\.training.sampleCount) == [10, 4])
    #expect(history[0].validation != nil && history[1].validation == nil)
    #expect(watcher.records == [1, 2])
  }

  @Test("Asked to stop in the last batch of an epoch, it validates and begins no other")
  func stoppedAtTheEnd() throws {
    let history = try trainer(epochs: 9).fit(
      NumberedSamples(count: 10), validation: NumberedSamples(count: 2),
      watcher: Bystander(stopAfter: 3))
    #expect(network.batches.count == 3 && history.count == 1)
    #expect(history[0].validation != nil)
  }

  @Test("Progress knows rate and time left")
  func progress() {
    let progress = TrainingProgress(
      epoch: 1, epochs: 2, soFar: BatchResult(sampleCount: 25), sampleCount: 100, seconds: 0.5)
    #expect(progress.samplesPerSecond == 50 && progress.secondsLeft == 1.5)
    let start = TrainingProgress(
      epoch: 1, epochs: 2, soFar: BatchResult(), sampleCount: 100, seconds: 0)
    #expect(start.samplesPerSecond == 0 && start.secondsLeft > 1e6)
  }
}
