import ModelFiles
import NetworkDescription
import SystemFiles
import TextFormats
import TrainingLoop
import TrainingRuns

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder of one run: what was asked for, how far it has come, and what came of it.
package struct RunFolder {
  /// Where it is.
  package let path: String

  /// What was asked for: ``PlannedRun/recipe``.
  package var recipe: String { "\(path)/run.json" }
  /// A row for every epoch.
  var history: String { "\(path)/history.csv" }
  /// Loss and accuracy as a picture.
  var curves: String { "\(path)/curves.svg" }
  /// The trained network; there once the run is finished.
  var model: String { "\(path)/model.safetensors" }
  /// Where training is; gone once the run is finished.
  var checkpoint: String { "\(path)/training.checkpoint" }
  /// Why training could not go on; there once it has failed.
  var problem: String { "\(path)/problem.txt" }

  /// All files that a run may write.
  package var all: [String] { [recipe, history, curves, model, checkpoint, problem] }

  /// The folder at a path.
  package init(path: String) { self.path = path }

  /// Whether a run was ever begun there.
  var isBegun: Bool { FileType(ofPath: recipe) != nil }

  /// Whether this very run was begun there, with the same settings.
  func isBegun(by run: PlannedRun) throws -> Bool {
    try isBegun && TextFile.read(recipe) == run.recipe
  }

  /// Makes it ready for a run; what another run has left there is cleared away.
  ///
  /// - Returns: Whether there were files of a run with other settings.
  func prepare(for run: PlannedRun) throws -> Bool {
    try OutputFolder.make(path, option: "--output")
    let earlier = isBegun ? try TextFile.read(recipe) : nil
    guard earlier != run.recipe else { return false }
    for file in all.dropFirst() where FileType(ofPath: file) != nil {
      guard earlier != nil else {
        throw PlainError("\(file): is not of this experiment: choose another folder for --output")
      }
      do {
        try FileManager.default.removeItem(atPath: file)
      } catch {
        throw PlainError("\(file): cannot be removed: choose another folder for --output")
      }
    }
    try write(run.recipe, to: recipe)
    return earlier != nil
  }

  /// Refuses a run whose model or checkpoint could not be saved, whatever it learns.
  func check(_ form: ModelForm, _ run: TrainingRun) throws {
    let sizes = [
      (model, try form.fileSize(precision: .float64, name: model)),
      (
        checkpoint,
        2
          * (try TrainingCheckpoint.fileSize(
            of: run.blueprint, circumstances: run.circumstances(), keepsBest: false,
            name: checkpoint))
      ),
    ]
    for (file, size) in sizes {
      do throws(FileProblem) {
        try AtomicFile.check(file, size: size)
      } catch {
        throw PlainError("\(file): cannot write it: \(error)")
      }
    }
  }

  /// What an earlier attempt came to, if it came to an end.
  func outcome(of run: PlannedRun) throws -> RunOutcome? {
    let isFinished = FileType(ofPath: model) != nil
    guard isFinished || FileType(ofPath: problem) != nil, let epochs = try epochs() else {
      return nil
    }
    let problem = isFinished ? nil : try TextFile.read(problem)
    return RunOutcome(
      run: run, epochs: epochs, ending: problem.map { .failed($0.onOneLine) } ?? .finished,
      wasKept: true)
  }

  /// The epochs on record; nil without a sound table.
  func epochs() throws -> [EpochFigures]? {
    guard FileType(ofPath: history) != nil else { return nil }
    return HistoryTable.epochs(in: try TextFile.read(history))
  }

  /// How far an interrupted run has come: its checkpoint, and the epochs before it.
  ///
  /// - Returns: nil for the beginning; what cannot be read, or is not all there, is as good as none.
  func progress() throws -> (checkpoint: TrainingCheckpoint, epochs: [EpochFigures])? {
    guard let checkpoint = try? TrainingCheckpoint(contentsOf: checkpoint) else { return nil }
    let before = try epochs()?.filter { $0.epoch < checkpoint.point.epoch } ?? []
    return before.last?.epoch ?? 0 == checkpoint.point.epoch - 1 ? (checkpoint, before) : nil
  }

  /// Removes the checkpoint, which nobody needs any more.
  func removeCheckpoint() {
    try? FileManager.default.removeItem(atPath: checkpoint)
  }

  /// Writes a small file.
  package func write(_ text: String, to file: String) throws {
    do {
      try AtomicFile.replace(file, with: Array(text.utf8))
    } catch {
      throw PlainError("\(file): cannot write it: \(error)")
    }
  }
}
