import Experiments
import NetworkDescription
import Synchronization
import TextFormats
import TrainingLoop
import TrainingRuns

/// Shows how an experiment goes: a moving line on the terminal, a line for each finished run.
final class ExperimentDisplay: ExperimentWatcher {
  private struct State {
    var ended = 0
    /// How far the present runs are, by their numbers.
    var present: [Int: TrainingProgress] = [:]
    var lastDrawn = ContinuousClock.now
  }

  private let titles: [String]
  private let json: Bool
  private let drawsLine = StandardError.isTerminal
  private let interrupt = InterruptWatch()
  private let state = Mutex(State())

  init(_ runs: [PlannedRun], json: Bool) {
    titles = runs.map(\.title)
    self.json = json
  }

  /// Whether all runs should stop after their present batches.
  var shouldStop: Bool { interrupt.wasInterrupted || StandardOutput.isBroken }

  /// Says something that is worth knowing.
  func note(_ text: String) {
    state.withLock { _ in
      clear()
      StandardError.note(text)
    }
  }

  /// A run has learned another batch.
  func progressed(_ index: Int, _ progress: TrainingProgress) {
    guard drawsLine else { return }
    state.withLock { state in
      state.present[index] = progress
      guard ContinuousClock.now - state.lastDrawn > .milliseconds(200) else { return }
      state.lastDrawn = .now
      let runs = state.present.sorted { $0.key < $1.key }.map { index, progress in
        let done = Double(progress.soFar.sampleCount) / Double(max(1, progress.sampleCount))
        return "\(titles[index]): epoch \(progress.epoch)/\(progress.epochs) "
          + "\(decimal(100 * done, digits: 0)) %, loss \(decimal(progress.soFar.loss, digits: 4))"
      }
      StandardError.redrawLine(
        "\(state.ended) of \(titles.count) runs  " + runs.joined(separator: "  "))
    }
  }

  /// A run is over, or was so before.
  func ended(_ index: Int, _ outcome: RunOutcome) {
    state.withLock { state in
      state.ended += 1
      state.present[index] = nil
      clear()
      if json {
        StandardOutput.print(outcome.entries)
      } else {
        print("[\(state.ended)/\(titles.count)] \(outcome.line.onOneLine)")
        StandardOutput.flush()
      }
    }
  }

  private func clear() {
    if drawsLine { StandardError.clearLine() }
  }
}

extension RunOutcome {
  /// What it came to, in one line.
  fileprivate var line: String {
    let seconds = epochs.reduce(0) { $0 + $1.seconds }
    var parts = [run.title, counted(epochs.count, "epoch"), duration(seconds)]
    if let last = epochs.last {
      parts.append(Self.measured(last.training, ""))
      if let validation = last.validation { parts.append(Self.measured(validation, "validation ")) }
    }
    switch ending {
    case .finished: if wasKept { parts.append("(kept from before)") }
    case .stopped: parts.append("stopped, as asked")
    case .outrun: parts.append("outrun by others")
    case .failed(let reason): parts.append(reason)
    }
    return parts.joined(separator: "  ")
  }

  private static func measured(_ figures: EpochFigures.Measured, _ prefix: String) -> String {
    Metric.line(figures.quality.kind, prefix: prefix) { figures[$0] }
  }

  /// What it came to, for other programs.
  fileprivate var entries: [(String, JSONValue)] {
    func number(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    let last = epochs.last
    let kind = kind ?? .classes
    var problem = JSONValue.null
    if case .failed(let reason) = ending { problem = .string(reason) }
    return [
      ("run", .string(run.title)), ("folder", .string(run.folder)),
      ("seed", Int(exactly: run.blueprint.seed).map { .integer($0) } ?? .null),
      ("epochs", .integer(epochs.count)),
    ]
      + Metric.entries(kind, named: { $0.key }) { last?.training[$0] }
      + Metric.entries(kind, named: { $0.validationKey }) { last?.validation?[$0] } + [
        (kind.deciding.bestKey, number(best?.validation?[kind.deciding])),
        ("bestEpoch", best.map { .integer($0.epoch) } ?? .null),
        ("seconds", .number(epochs.reduce(0) { $0 + $1.seconds })),
        ("isFinished", .bool(ending == .finished)), ("problem", problem),
      ]
  }
}
