import Foundation
import NetworkDescription
import Testing

@testable import ModelFiles

@Suite("Checkpoint files")
struct CheckpointFileTests {
  /// A point within an epoch, with numbers that are easily lost.
  private func checkpoint(batchCount: Int = 2) throws -> TrainingCheckpoint {
    let model = try Examples.model()
    var velocity = model.parameters
    velocity["layers.0.weight"]?.values[0] = .infinity
    velocity["layers.0.weight"]?.values[1] = -.leastNonzeroMagnitude
    var earlier = model.parameters
    earlier["layers.1.bias"]?.values[0] = 1 / 3
    let state = TrainingState(
      parameters: model.parameters, optimizerMemory: ["velocity": velocity], step: 7)
    let point = TrainingPoint(
      state: state, epoch: 2, batchCount: batchCount,
      total: BatchResult(
        lossSum: 0.1 + 0.2, correctCount: 3, sampleCount: 8, penaltySum: 1e-300,
        errors: batchCount == 1 ? errors(sampleCount: 8) : nil),
      seconds: 0.25, lastGood: batchCount > 0 ? earlier : model.parameters,
      best: batchCount > 1 ? BestEpoch(epoch: 1, loss: 0.1 + 0.7, parameters: earlier) : nil)
    return try TrainingCheckpoint(
      blueprint: model.blueprint, circumstances: ["engine": "objects"], point: point)
  }

  /// Sums of two outputs, with numbers that are easily lost.
  private func errors(sampleCount: Int) -> NumberErrors {
    let output = NumberErrors.Output(
      absoluteSum: 0.1 + 0.2, squaredSum: 1e-300, targetMean: 1.7e9 + 0.1, targetSquares: 1 / 3)
    return NumberErrors(sampleCount: sampleCount, outputs: [output, NumberErrors.Output()])
  }

  private func read(_ bytes: [UInt8]) throws -> TrainingCheckpoint {
    let file = SafetensorsReading(name: "c", size: bytes.count) { range throws(ModelFileError) in
      Array(bytes[range])
    }
    return try CheckpointReading(file: file).checkpoint()
  }

  @Test(
    "A checkpoint reads back bit for bit, within an epoch and between two", arguments: [0, 1, 2])
  func roundTrip(batchCount: Int) throws {
    try Examples.inFolder { folder in
      let path = folder.appending(path: "c").path
      let checkpoint = try checkpoint(batchCount: batchCount)
      try checkpoint.write(to: path)
      #expect(try TrainingCheckpoint(contentsOf: path) == checkpoint)
      #expect(try Examples.names(in: folder) == ["c"])
    }
  }

  @Test("A file cut off anywhere is an error; with any byte changed, never a crash")
  func damage() throws {
    let bytes = try checkpoint().writing(name: "c").file()
    for length in stride(from: 0, to: bytes.count, by: 3) {
      #expect(throws: ModelFileError.self) { try read(Array(bytes[..<length])) }
    }
    var random = SeededRandom(seed: 1).sequence(.check)
    for _ in 0..<1000 {
      var damaged = bytes
      damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      do {
        _ = try read(damaged)
      } catch {
        #expect(error is ModelFileError)
      }
    }
  }

  @Test("Numbers that nothing could be added to are refused by name")
  func numbers() throws {
    let good = try checkpoint()
    for (key, change) in [
      ("seconds", { $0.seconds = .nan }), ("step", { $0.state.step = .max }),
      ("epoch", { $0.epoch = 0 }), ("sampleCount", { $0.total.sampleCount = .max }),
      ("correctCount", { $0.total.correctCount = 9 }),
      ("errors", { $0.total.errors = errors(sampleCount: 7) }),
      ("bestLoss", { $0.best?.loss = .nan }), ("bestEpoch", { $0.best?.epoch = .min }),
      ("bestEpoch", { $0.best?.epoch = 2 }), ("bestEpoch", { $0.best?.epochsSince = 1 }),
    ] as [(String, (inout TrainingPoint) -> Void)] {
      var point = good.point
      change(&point)
      let bad = try TrainingCheckpoint(
        blueprint: good.blueprint, circumstances: [:], point: point)
      let error = #expect(throws: ModelFileError.self) { try read(bad.writing(name: "c").file()) }
      #expect(error?.problem == .notACheckpoint(missing: "sensible \"\(key)\""))
    }
  }
}
