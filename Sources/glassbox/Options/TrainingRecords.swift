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
/// so that what has been learned can be saved; ``finish()`` then says so.
final class TrainingRecords: TrainingWatcher {
  private let title: String
  private let history: String?
  private let curves: String?
  private let axes: ChartAxes
  private let log: TrainingLog?
  private let display: any TrainingWatcher
  private var thinned = EpochFigures.history
  private var problem: CommandFailure?
  private var lastWritten = ContinuousClock.now
  private var cost = Duration.zero
  private var isBehind = false

  /// - Parameters:
  ///   - history: Where the table goes, if it is wanted.
  ///   - curves: Where the picture goes, if it is wanted.
  ///   - axes: Which of its axes are logarithmic.
  ///   - log: What TensorBoard reads, if it is wanted.
  ///   - display: Who else is told.
  init(
    title: String, history: String?, curves: String?, axes: ChartAxes, log: TrainingLog?,
    display: any TrainingWatcher
  ) {
    self.title = title
    self.history = history
    self.curves = curves
    self.axes = axes
    self.log = log
    self.display = display
  }

  var shouldStop: Bool { display.shouldStop || problem != nil }

  func batchDidEnd(_ progress: TrainingProgress) { display.batchDidEnd(progress) }

  func epochWillBeKept(_ record: EpochRecord) {
    if let log, problem == nil { attempt("--tensorboard") { _ in try log.write(record) } }
    display.epochWillBeKept(record)
  }

  func epochDidEnd(_ record: EpochRecord) {
    if history != nil || curves != nil {
      thinned.append(EpochFigures(record))
      isBehind = true
    }
    // Where epochs are shorter than files, writing gets a tenth of the time.
    if ContinuousClock.now - lastWritten >= cost * 10 { write() }
    display.epochDidEnd(record)
  }

  /// Writes what is still missing, and throws what has kept a file from being written.
  ///
  /// - Parameter isSuccess: How training has ended; nil if it may go on another time.
  func finish(isSuccess: Bool?) throws {
    if isBehind, problem == nil { write() }
    if let log, problem == nil {
      attempt("--tensorboard") { _ in try log.end(isSuccess: isSuccess) }
    }
    if let problem { throw problem }
  }

  private func write() {
    let start = ContinuousClock.now
    let epochs = history == nil && curves == nil ? [] : thinned.elements
    if let history { attempt(history) { try TextOutput.write(HistoryTable.text(epochs), to: $0) } }
    if let curves {
      let chart = LearningCurves.chart(epochs, title: title, axes: axes)
      attempt(curves) { try DrawnFile.write(chart.drawing, to: $0) }
    }
    isBehind = false
    lastWritten = .now
    cost = lastWritten - start
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
