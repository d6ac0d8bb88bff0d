import Foundation
import NetworkDescription
import OtherPrograms
import Testing
import TrainingData
import TrainingLogs
import TrainingLoop
import TrainingRuns

@Suite("The log of a training for TensorBoard")
final class TrainingLogTests {
  private let folder = FileManager.default.temporaryDirectory.appending(
    path: "glassbox-\(UUID().uuidString)"
  ).path()

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  @Test(
    "TensorBoard's reader finds what the history says",
    .enabled(if: Python.hasTensorBoard, Comment(rawValue: Python.needs("tensorboard"))))
  func curves() throws {
    let epochs = try train(epochs: 3)
    let read = try Reading(of: folder)
    #expect(read.curve("train", "epoch_loss") == epochs.map { Float($0.loss) })
    #expect(
      read.curve("train", "epoch_accuracy") == epochs.compactMap { $0.accuracy.map(Float.init) })
    #expect(
      read.curve("validation", "epoch_loss")
        == epochs.compactMap { ($0.validation?.loss).map(Float.init) })
    #expect(
      read.curve("train", "epoch_samples_per_second") == epochs.map { Float($0.samplesPerSecond) })
    #expect(read.steps("train", "epoch_loss") == [1, 2, 3])
    // 32 samples in batches of 10: the fourth batch of an epoch is its last step.
    #expect(
      read.curve("train", "epoch_learning_rate")
        == [3, 7, 11].map { Float(Self.blueprint.optimizer.learningRate(at: $0)) })
  }

  @Test(
    "TensorBoard's reader finds histograms, pictures, settings, the blueprint and the graph",
    .enabled(if: Python.hasTensorBoard, Comment(rawValue: Python.needs("tensorboard"))))
  func snapshots() throws {
    _ = try train(epochs: 2)
    let read = try Reading(of: folder)
    for tag in ["1-dense/weight", "1-dense/bias-gradient", "2-dense/output"] {
      // 2·8 weights, 8 biases; 32 samples make 32 answers.
      #expect(
        read.counts("train", tag)
          == [3, 3, 3].map { _ in
            ["1-dense/weight": 16, "1-dense/bias-gradient": 8, "2-dense/output": 32][tag] ?? 0
          })
    }
    #expect(read.tags("train", "images") == ["boundary"])
    #expect(read.tags("validation", "images") == ["confusion"])
    #expect(read.tags("train", "tensors") == ["blueprint"])
    #expect(
      read.tags("", "tensors") == ["_hparams_/session_start_info", "_hparams_/session_end_info"])
    #expect(
      read.graph == [
        "input", "1-dense/weight", "1-dense/bias", "1-dense/dense", "1-dense/relu",
        "2-dense/weight", "2-dense/bias", "2-dense/dense", "2-dense/sigmoid", "targets", "loss",
      ])
    #expect(read.settings["batchSize"] == "10.0")
    #expect(read.settings["optimizer"] == "adam")
  }

  @Test(
    "A training that goes on has every step once, and none is missing",
    .enabled(if: Python.hasTensorBoard, Comment(rawValue: Python.needs("tensorboard"))))
  func goingOn() throws {
    var point: TrainingPoint?
    // The log has come further than the checkpoint, and was killed in the middle of a record.
    _ = try train(epochs: 4, stoppingAfter: 3) { if $0.epoch == 3 { point = $0 } }
    let file = try #require(eventFiles("train").first)
    let handle = try FileHandle(forUpdating: file)
    try handle.truncate(atOffset: try handle.seekToEnd() - 5)
    try handle.close()
    let start = try #require(point)
    _ = try train(epochs: 4, beginning: .goingOn(epoch: start.epoch), from: start)
    let read = try Reading(of: folder)
    #expect(read.steps("train", "epoch_loss") == [1, 2, 3, 4])
    #expect(read.steps("validation", "epoch_loss") == [1, 2, 3, 4])
    #expect(eventFiles("train").count == 1)
    // As if it had never stopped.
    let whole = TrainingLogTests()
    let epochs = try whole.train(epochs: 4)
    #expect(read.curve("train", "epoch_loss") == epochs.map { Float($0.loss) })
  }

  @Test("The log of another training is left as it is")
  func foreignLog() throws {
    _ = try train(epochs: 2)
    let before = try eventFiles("train").map { try Data(contentsOf: $0) }
    #expect(throws: (any Error).self) { try self.train(epochs: 2) }
    #expect(throws: (any Error).self) { try self.train(epochs: 2, beginning: .again) }
    #expect(try eventFiles("train").map { try Data(contentsOf: $0) } == before)
  }

  private static let blueprint: NetworkBlueprint = {
    guard var blueprint = try? Recipe.xorPoints.blueprint() else { preconditionFailure() }
    blueprint.training.epochs = 4
    return blueprint
  }()

  private func eventFiles(_ run: String) -> [URL] {
    let run = URL(filePath: folder).appending(path: run)
    let files = try? FileManager.default.contentsOfDirectory(
      at: run, includingPropertiesForKeys: nil)
    return files ?? []
  }

  private func train(
    epochs: Int, beginning: TrainingLog.Beginning = .new, stoppingAfter last: Int? = nil,
    from start: TrainingPoint? = nil, saving save: @escaping (TrainingPoint) -> Void = { _ in }
  ) throws -> [EpochRecord] {
    var blueprint = Self.blueprint
    blueprint.training.epochs = epochs
    let split = try DataSource.open([], for: blueprint, seed: 1)
    let run = TrainingRun(
      blueprint: blueprint, engine: .objects,
      samples: try SampleParts(of: split, limit: 40, holdingBack: 0.2, seed: 1))
    let network = try run.network(parameters: nil, threads: 1)
    let log = try TrainingLog(
      in: folder, of: run, network, beginning: beginning,
      showing: SnapshotPlan(everyEpochs: nil, data: []))
    let watcher = LogWatcher(log, stoppingAfter: last)
    let history = try run.fit(
      network, watcher: watcher, from: start, checkpoints: CheckpointPlan(save: save))
    if let problem = watcher.problem { throw problem }
    try log.end(isSuccess: true)
    return history
  }
}

/// Writes down every epoch.
private final class LogWatcher: TrainingWatcher {
  private let log: TrainingLog
  private let last: Int?
  private(set) var problem: (any Error)?
  private(set) var shouldStop = false

  init(_ log: TrainingLog, stoppingAfter last: Int?) {
    self.log = log
    self.last = last
  }

  func batchDidEnd(_ progress: TrainingProgress) {}

  func epochWillBeKept(_ record: EpochRecord) {
    do {
      try log.write(record)
    } catch {
      problem = error
    }
  }

  func epochDidEnd(_ record: EpochRecord) {
    shouldStop = record.epoch == last
  }
}

/// What TensorBoard's own reader makes of a folder.
private struct Reading {
  private let object: [String: Any]

  init(of folder: String) throws {
    let text = try Python.runProgram(
      """
      import json, sys
      from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
      from tensorboard.plugins.hparams import metadata
      found = {}
      for run in ["", "train", "validation"]:
          reader = EventAccumulator(sys.argv[1] + "/" + run, size_guidance={"images": 0, "histograms": 0})
          reader.Reload()
          tags = reader.Tags()
          found[run] = {
              "tags": tags,
              "curves": {t: [[e.step, e.value] for e in reader.Scalars(t)] for t in tags["scalars"]},
              "counts": {t: [e.histogram_value.num for e in reader.Histograms(t)]
                         for t in tags["histograms"]},
          }
          if tags["graph"]:
              found["graph"] = [node.name for node in reader.Graph().node]
          if run == "":
              content = reader.SummaryMetadata("_hparams_/session_start_info").plugin_data.content
              start = metadata.parse_session_start_info_plugin_data(content)
              found["settings"] = {
                  name: str(getattr(value, value.WhichOneof("kind")))
                  for name, value in start.hparams.items()}
      print(json.dumps(found))
      """, folder)
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    object = json as? [String: Any] ?? [:]
  }

  private func run(_ name: String, _ part: String) -> [String: Any] {
    ((object[name] as? [String: Any])?[part] as? [String: Any]) ?? [:]
  }

  func tags(_ name: String, _ kind: String) -> [String] {
    run(name, "tags")[kind] as? [String] ?? []
  }

  func steps(_ name: String, _ tag: String) -> [Int] {
    (run(name, "curves")[tag] as? [[NSNumber]] ?? []).map { $0[0].intValue }
  }

  func curve(_ name: String, _ tag: String) -> [Float] {
    (run(name, "curves")[tag] as? [[NSNumber]] ?? []).map { $0[1].floatValue }
  }

  func counts(_ name: String, _ tag: String) -> [Int] {
    (run(name, "counts")[tag] as? [NSNumber] ?? []).map(\.intValue)
  }

  var graph: [String] { object["graph"] as? [String] ?? [] }

  var settings: [String: String] { object["settings"] as? [String: String] ?? [:] }
}
