import Foundation
import NetworkDescription
import Testing
import TrainingLoop

@testable import Experiments

/// Watches without a word, and stops everything after so many batches.
private final class QuietWatcher: ExperimentWatcher, @unchecked Sendable {
  private let mostBatches: Int
  // One run at a time in these tests.
  private var batches = 0

  init(mostBatches: Int = .max) { self.mostBatches = mostBatches }

  var shouldStop: Bool { batches >= mostBatches }
  func note(_ text: String) {}
  func progressed(_ index: Int, _ progress: TrainingProgress) { batches += 1 }
  func ended(_ index: Int, _ outcome: RunOutcome) {}
}

@Suite("Experiments that search")
struct SearchTests {
  private static func file(_ search: String) throws -> ExperimentFile {
    try ExperimentFile(
      "{\"experiment\": 1, \"name\": \"s\", \"base\": \"and\", \"search\": \(search)}")
  }

  @Test("A grid has every combination")
  func grid() throws {
    let file = try Self.file(
      "{\"settings\": {\"learningRate\": [0.1, 1], \"batchSize\": [1, 2, 4]}}")
    #expect(
      file.variations.map(\.name) == [
        "learningRate 0.1, batchSize 1", "learningRate 0.1, batchSize 2",
        "learningRate 0.1, batchSize 4", "learningRate 1, batchSize 1",
        "learningRate 1, batchSize 2", "learningRate 1, batchSize 4",
      ])
    #expect(try file.runs(of: "e.json").map(\.blueprint.training.batchSize) == [1, 2, 4, 1, 2, 4])
  }

  @Test("Drawn settings lie in their ranges, evenly on their scale, and are the same again")
  func drawn() throws {
    let search = """
      {"settings": {"learningRate": {"from": 0.001, "to": 10, "scale": "log"},
       "batchSize": {"from": 1, "to": 4}}, "runs": 400}
      """
    let runs = try Self.file(search).runs(of: "e.json")
    let rates = runs.map(\.blueprint.optimizer.learningRate)
    #expect(rates.allSatisfy { (0.001...10).contains($0) })
    // A half of the scale lies below 0.1; the deviation of 400 draws is 10.
    #expect(abs(rates.count { $0 < 0.1 } - 200) < 40)
    for size in 1...4 {
      #expect(abs(runs.count { $0.blueprint.training.batchSize == size } - 100) < 40)
    }
    #expect(try Self.file(search).runs(of: "e.json").map(\.recipe) == runs.map(\.recipe))
  }

  @Test("Rounds are those of the paper")
  func rounds() {
    // ⌈log₂ 16⌉ = 4 rounds of 16 epochs: 16 runs get 1 each, 8 get 2, 4 get 4, 2 get 8.
    #expect(
      Halving(budget: 64, runs: 16).rounds == [
        .init(runs: 16, epochs: 1), .init(runs: 8, epochs: 3), .init(runs: 4, epochs: 7),
        .init(runs: 2, epochs: 15),
      ])
    // ⌊5/2⌋ = 2 go on, and then there is one: ⌈log₂ 5⌉ = 3 rounds.
    #expect(
      Halving(budget: 30, runs: 5).rounds == [
        .init(runs: 5, epochs: 2), .init(runs: 2, epochs: 7), .init(runs: 1, epochs: 17),
      ])
  }

  private static let halving = """
    {"settings": {"learningRate": [0, 0.001, 0.01, 0.1, 0.5, 2, 0.05, 0.02]}, "budget": 96}
    """

  @Test("Halving finds the rate that learns, keeps to its budget, and goes on after a stop")
  func halves() throws {
    let manager = FileManager.default
    let place = manager.temporaryDirectory.appending(path: "search-\(UUID())").path
    defer { try? manager.removeItem(atPath: place) }
    func outcomes(_ folder: String, _ watcher: QuietWatcher) throws -> [RunOutcome] {
      let file = try Self.file(Self.halving)
      return try ExperimentRunner(
        file.runs(of: "e.json"), in: "\(place)/\(folder)", threads: 1, keepingEvery: .zero,
        watcher: watcher
      ).run(jobs: 1, sharing: file.halving)
    }
    let whole = try outcomes("whole", QuietWatcher())
    #expect(whole.reduce(0) { $0 + $1.epochs.count } <= 96)
    // 8 runs in 3 rounds of 32 epochs: 4 each, then 8 more for 4 of them, then 16 more for 2.
    #expect(whole.map(\.epochs.count).sorted() == [4, 4, 4, 4, 12, 12, 28, 28])
    let finished = whole.filter { $0.ending == .finished }
    #expect(finished.contains { $0.run.title == "learningRate 2" })
    for stop in [3, 17, 40, 70] {
      let folder = "stopped-\(stop)"
      _ = try outcomes(folder, QuietWatcher(mostBatches: stop))
      let again = try outcomes(folder, QuietWatcher())
      #expect(again.map(\.ending) == whole.map(\.ending), "\(stop)")
      #expect(
        again.map { $0.epochs.map(\.training) } == whole.map { $0.epochs.map(\.training) },
        "\(stop)")
    }
  }

  @Test(
    "A search that cannot be is refused, and it is said where",
    arguments: [
      ("{\"settings\": {}}", "settings"),
      ("{\"settings\": {\"learningRate\": {\"from\": 0, \"to\": 1}}}", "runs"),
      (
        "{\"settings\": {\"learningRate\": {\"from\": 0, \"to\": 1, \"scale\": \"log\"}}, \"runs\": 2}",
        "above 0"
      ),
      ("{\"settings\": {\"learningRate\": [1, 2, 3]}, \"budget\": 5}", "6 epochs"),
      ("{\"settings\": {\"epochs\": [1, 2]}, \"budget\": 50}", "epochs"),
      ("{\"settings\": {\"lerningRate\": [1, 2]}}", "learningRate"),
      ("{\"settings\": {\"limit\": [1]}, \"runs\": 2000}", "1000"),
    ])
  func refused(search: String, word: String) throws {
    #expect { try Self.file(search) } throws: { "\($0)".contains(word) }
  }
}
