import DigitReading
import ModelFiles
import TrainingRuns

extension DigitReader {
  /// Uses the model file that `--model` names, or the model inside the program.
  static func named(_ path: String?) throws -> DigitReader {
    let kernels = try EngineChoice.kernels()
    guard let path else { return try DigitReader(kernels: kernels) }
    return try DigitReader(
      model: TrainedModel(contentsOf: path), named: path, kernels: kernels)
  }
}
