import NetworkDescription
import NeuronGraph
import Testing

@testable import TrainingLoop

@Suite("Points to go on from")
struct CheckpointTests {
  private let samples = NumberedSamples(count: 10)
  private let options = TrainingOptions(epochs: 2, batchSize: 4)

  private final class Points {
    var all: [TrainingPoint] = []
  }

  private func points(every: Int?) throws -> [TrainingPoint] {
    let points = Points()
    _ = try Trainer(network: ScriptedNetwork(), options: options).fit(
      samples, checkpoints: CheckpointPlan(everyBatches: every) { points.all.append($0) })
    return points.all
  }

  @Test("There is one after each epoch, and within it where that is wanted")
  func moments() throws {
    let coarse = try points(every: nil)
    #expect(coarse.map(\.epoch) == [2, 3] && coarse.map(\.batchCount) == [0, 0])
    let fine = try points(every: 1)
    #expect(fine.map(\.epoch) == [1, 1, 2, 2, 2, 3])
    #expect(fine.map(\.batchCount) == [1, 2, 0, 1, 2, 0])
    #expect(fine.map(\.total.sampleCount) == [4, 8, 0, 4, 8, 0])
    #expect(fine.map { $0.lastGood["layers.0.weight"]?.values } == [[0], [0], [3], [3], [3], [6]])
    #expect(try points(every: 2).map(\.batchCount) == [2, 0, 2, 0])
  }

  @Test("From any point, real training goes on to the same weights and the same sums")
  func same() throws {
    let blueprint = try NetworkBlueprint(
      name: "n", input: .list(1),
      layers: [
        .dense(Dense(units: 5, activation: .tanh)), .dropout(Dropout(rate: 0.4)),
        .dense(Dense(units: 1)),
      ], loss: .meanSquaredError, optimizer: .adam(Adam(learningRate: 0.01)))
    let points = Points()
    let network = try NeuronNetwork(blueprint)
    let whole = try Trainer(network: network, options: options).fit(
      samples, checkpoints: CheckpointPlan(everyBatches: 1) { points.all.append($0) })
    for point in points.all {
      let other = try NeuronNetwork(blueprint)
      let rest = try Trainer(network: other, options: options).fit(samples, from: point)
      #expect(other.trainingState == network.trainingState)
      #expect(rest.map(\.training) == whole.suffix(rest.count).map(\.training))
      #expect(rest.count == 3 - point.epoch)
    }
  }

  @Test("Asked to stop within an epoch, it hands over where it stopped")
  func stopped() throws {
    let points = Points()
    _ = try Trainer(network: ScriptedNetwork(), options: options).fit(
      samples, watcher: Bystander(stopAfter: 5),
      checkpoints: CheckpointPlan { points.all.append($0) })
    #expect(points.all.map(\.epoch) == [2, 2] && points.all.map(\.batchCount) == [0, 2])
  }

  @Test("After a fault, the network goes back to before the epoch that was gone on with")
  func fault() throws {
    let point = try points(every: 1)[3]
    let network = ScriptedNetwork()
    network.faultyStep = 5
    let error = #expect(throws: TrainingError.self) {
      try Trainer(network: network, options: options).fit(samples, from: point)
    }
    guard case .diverged(2, 2, _, lastGoodEpoch: 1) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(network.weight == 3)
  }

  @Test("Weights that have just overflowed are nothing to go on from")
  func overflow() throws {
    let points = Points()
    let network = ScriptedNetwork()
    network.weights = [2: .infinity, 3: 1]
    _ = try Trainer(network: network, options: options).fit(
      samples, checkpoints: CheckpointPlan(everyBatches: 1) { points.all.append($0) })
    #expect(points.all.map(\.batchCount) == [1, 0, 1, 2, 0])
  }

  @Test("A point that this training cannot have come to is refused")
  func impossible() throws {
    let good = try points(every: 1)[3]
    for (what, change) in [
      ("epoch", { $0.epoch = 0 }), ("epoch", { $0.epoch = .max }), ("batches", { $0.epoch = 3 }),
      ("batches", { $0.batchCount = -1 }), ("batches", { $0.batchCount = 4 }),
      ("samples", { $0.total.sampleCount = 5 }),
    ] as [(String, (inout TrainingPoint) -> Void)] {
      var point = good
      change(&point)
      let error = #expect(throws: TrainingError.self) {
        try Trainer(network: ScriptedNetwork(), options: options).fit(samples, from: point)
      }
      #expect(error?.description.contains(what) == true, "\(String(describing: error))")
    }
  }
}
