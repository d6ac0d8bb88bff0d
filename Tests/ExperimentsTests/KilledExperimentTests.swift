import Experiments
import Foundation
import Synchronization
import Testing
import TrainingLoop

/// Takes a picture of the results' folder in the middle of the second run: what would be there if
/// the program had been killed at that moment.
final class Photographer: ExperimentWatcher {
  let folder: String
  let copy: String
  let moment: (epoch: Int, batch: Int)
  let notes = Mutex<[String]>([])
  private let isDone = Mutex(false)

  init(of folder: String, to copy: String, at moment: (epoch: Int, batch: Int)) {
    (self.folder, self.copy, self.moment) = (folder, copy, moment)
  }

  var shouldStop: Bool { false }
  func note(_ text: String) { notes.withLock { $0.append(text) } }
  func ended(_ index: Int, _ outcome: RunOutcome) {}

  func progressed(_ index: Int, _ progress: TrainingProgress) {
    guard index == 1, progress.epoch == moment.epoch,
      progress.soFar.sampleCount == moment.batch
    else { return }
    isDone.withLock { isDone in
      guard !isDone else { return }
      isDone = (try? FileManager.default.copyItem(atPath: folder, toPath: copy)) != nil
    }
  }
}

@Suite("Experiments that are killed, and go on")
struct KilledExperimentTests {
  private static let text = """
    {"experiment": 1, "name": "gates", "base": "xor", "epochs": 12, "batchSize": 1,
     "variations": [{"name": "first"}, {"name": "second", "optimizer": {"adam": {}}}]}
    """

  @Test(
    "What is finished is kept; what was killed goes on, and ends as if it had not been",
    arguments: [1, 2, 7, 12], [1, 4])
  func killed(epoch: Int, batch: Int) throws {
    let manager = FileManager.default
    let place = manager.temporaryDirectory.appending(path: "experiment-\(UUID())").path
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: place) }
    let (whole, killed) = ("\(place)/whole", "\(place)/killed")
    let runs = try ExperimentFile(Self.text).runs(of: "e.json")
    let photographer = Photographer(of: whole, to: killed, at: (epoch, batch))
    _ = try ExperimentRunner(
      runs, in: whole, threads: 1, keepingEvery: .zero, watcher: photographer
    ).run(jobs: 1)
    try #require(manager.fileExists(atPath: killed))

    let second = Photographer(of: whole, to: killed, at: (0, 0))
    let outcomes = try ExperimentRunner(
      runs, in: killed, threads: 1, keepingEvery: .zero, watcher: second
    ).run(jobs: 1)
    #expect(outcomes.map(\.wasKept) == [true, false])
    #expect(outcomes.allSatisfy { $0.ending == .finished })
    let goesOn = second.notes.withLock { $0.contains { $0.contains("going on in epoch \(epoch)") } }
    #expect(goesOn == (epoch > 1))
    for run in runs {
      func bytes(_ folder: String, _ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(folder)/\(run.folder)/\(name)"))
      }
      #expect(try bytes(killed, "model.safetensors") == bytes(whole, "model.safetensors"))
      // The table of a run that was interrupted has all its epochs.
      let table = String(decoding: try bytes(killed, "history.csv"), as: UTF8.self)
      let epochs = table.split(separator: "\n").dropFirst().compactMap {
        $0.split(separator: ",").first
      }
      #expect(epochs == (1...12).map { "\($0)" })
    }
  }
}
