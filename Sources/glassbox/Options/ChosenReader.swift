import DigitReading
import MatrixEngine
import ModelFiles
import TrainingRuns

/// The model file that `--model` names, or the model inside the program; a reader of its own for every
/// thread that asks it.
struct ChosenReader: Sendable {
  /// The model of a file; nil for the one inside the program.
  private let file: (model: TrainedModel, path: String)?
  private let kernels: KernelChoice

  init(_ path: String?) throws {
    kernels = try EngineChoice.kernels()
    file = try path.map { (try TrainedModel(contentsOf: $0), $0) }
    if let file { try DigitReader.check(file.model.form, named: file.path) }
  }

  func reader() throws -> DigitReader {
    guard let file else { return try DigitReader(kernels: kernels) }
    return try DigitReader(model: file.model, named: file.path, kernels: kernels)
  }
}
