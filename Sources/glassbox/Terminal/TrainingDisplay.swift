import NetworkDescription
import TextFormats
import TrainingLoop

/// Shows how training goes: a moving line on the terminal, a line for each epoch in the results.
final class TrainingDisplay: TrainingWatcher {
  private let json: Bool
  private let epochs: Int
  private let interrupt = InterruptWatch()
  private let drawsLine = StandardError.isTerminal
  private var lastDrawn = ContinuousClock.now

  init(json: Bool, epochs: Int) {
    self.json = json
    self.epochs = epochs
  }

  /// A result that cannot be written ends training, too: nobody would see how it goes on.
  var shouldStop: Bool { wasInterrupted || StandardOutput.isBroken }

  var wasInterrupted: Bool { interrupt.wasInterrupted }

  func batchDidEnd(_ progress: TrainingProgress) {
    guard drawsLine, ContinuousClock.now - lastDrawn > .milliseconds(100) else { return }
    lastDrawn = .now
    StandardError.redrawLine(ProgressLine.text(progress, width: StandardError.columns))
  }

  func epochDidEnd(_ record: EpochRecord) {
    if json {
      clear()
      StandardOutput.print(Self.entries(record))
    } else if isWorthALine(record.epoch) {
      clear()
      print(ProgressLine.text(record, width: StandardOutput.columns))
      StandardOutput.flush()
    }
  }

  /// Takes the moving line away.
  func clear() {
    if drawsLine { StandardError.clearLine() }
  }

  /// Of many epochs, the first, the last and twenty between them.
  private func isWorthALine(_ epoch: Int) -> Bool {
    epochs <= 30 || epoch == 1 || epoch == epochs || epoch.isMultiple(of: max(1, epochs / 20))
      || shouldStop
  }

  private static func entries(_ record: EpochRecord) -> [(String, JSONValue)] {
    let kind = record.training.quality.kind
    return [("epoch", .integer(record.epoch))]
      + Metric.entries(kind, named: { $0.key }) { record.training[$0] }
      + Metric.entries(kind, named: { $0.validationKey }) { record.validation?[$0] }
      + [("seconds", .number(record.seconds))]
      + (record.afterLastUpdate.map { [("lossAfterLastUpdate", .number($0.loss))] } ?? [])
  }
}
