import NetworkDescription
import NetworkPictures
import Pictures
import TextFormats
import TrainingLogs
import TrainingLoop
import TrainingRuns

/// Writes down how training goes, in files that are complete after every epoch.
///
/// It passes on everything to another watcher. A file that can no longer be written stops training,
/// so that what has been learned can be saved; ``finish(_:)`` then says so.
final class TrainingRecords: TrainingWatcher {
  private let title: String
  private let history: String?
  private let curves: String?
  private let axes: ChartAxes
  private let log: TrainingLog?
  private let watched: WatchedTraining?
  private let display: any TrainingWatcher
  private var thinned = EpochFigures.history
  private var problem: CommandFailure?
  // Where epochs are shorter than files, writing gets a tenth of the time.
  private var pace = Pace(oneIn: 10)
  private var isBehind = false

  /// - Parameters:
  ///   - history: Where the table goes, if it is wanted.
  ///   - curves: Where the picture goes, if it is wanted.
  ///   - axes: Which of its axes are logarithmic.
  ///   - log: What TensorBoard reads, if it is wanted.
  ///   - watched: What the page of `--watch` is told, if it is wanted.
  ///   - display: Who else is told.
  init(
    title: String, history: String?, curves: String?, axes: ChartAxes, log: TrainingLog?,
    watched: WatchedTraining?, display: any TrainingWatcher
  ) {
    self.title = title
    self.history = history
    self.curves = curves
    self.axes = axes
    self.log = log
    self.watched = watched
    self.display = display
  }

  var shouldStop: Bool { display.shouldStop || problem != nil }

  func batchDidEnd(_ progress: TrainingProgress) {
    if let watched, problem == nil { attempt("--watch") { _ in try watched.batchDidEnd(progress) } }
    display.batchDidEnd(progress)
  }

  func epochWillBeKept(_ record: EpochRecord) {
    if let log, problem == nil { attempt("--tensorboard") { _ in try log.write(record) } }
    display.epochWillBeKept(record)
  }

  func epochDidEnd(_ record: EpochRecord) {
    if history != nil || curves != nil {
      thinned.append(EpochFigures(record))
      isBehind = true
    }
    if pace.isDue { write() }
    if let watched, problem == nil { attempt("--watch") { _ in try watched.epochDidEnd(record) } }
    display.epochDidEnd(record)
  }

  /// Writes what is still missing, and throws what has kept a file from being written.
  ///
  /// - Parameter ending: How training has ended.
  func finish(_ ending: TrainingEnding) throws {
    if isBehind, problem == nil { write() }
    if let log, problem == nil {
      attempt("--tensorboard") { _ in try log.end(isSuccess: ending.isSuccess) }
    }
    if let watched, problem == nil { attempt("--watch") { _ in try watched.end(ending) } }
    if let problem { throw problem }
  }

  private func write() {
    isBehind = false
    pace.run {
      let epochs = history == nil && curves == nil ? [] : thinned.elements
      if let history {
        attempt(history) { try TextOutput.write(HistoryTable.text(epochs), to: $0) }
      }
      if let curves {
        let chart = LearningCurves.chart(epochs, title: title, axes: axes)
        attempt(curves) { try DrawnFile.write(chart.drawing, to: $0) }
      }
    }
  }

  private func attempt(_ path: String, _ write: (String) throws -> Void) {
    do {
      try write(path)
    } catch let failure as CommandFailure {
      problem = problem ?? failure
    } catch let failure as PlainError {
      problem = problem ?? CommandFailure("\(failure)")
    } catch {
      problem = problem ?? CommandFailure("\(path): cannot write it: \(error)")
    }
  }
}
