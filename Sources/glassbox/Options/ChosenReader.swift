import DigitReading
import MatrixEngine
import ModelFiles
import TrainingRuns

/// The model file that `--model` names, or the model inside the program; a reader of its own for every
/// thread that asks it.
struct ChosenReader: Sendable {
  private let path: String?
  private let model: TrainedModel?
  private let kernels: KernelChoice

  init(_ path: String?) throws {
    self.path = path
    kernels = try EngineChoice.kernels()
    model = try path.map { try TrainedModel(contentsOf: $0) }
    if let model, let path { try DigitReader.check(model.form, named: path) }
  }

  func reader() throws -> DigitReader {
    guard let model else { return try DigitReader(kernels: kernels) }
    return try DigitReader(model: model, named: path ?? "the model", kernels: kernels)
  }
}
