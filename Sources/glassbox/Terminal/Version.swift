import MatrixEngine
import TrainingRuns

/// What `glassbox --version` says.
enum Version {
  static let number = "0.1.0"

  /// The version, and the instruction set that the matrix engine would use.
  static var text: String {
    let kernels = (try? EngineChoice.kernels().name) ?? "none of that name"
    return "glassbox \(number) (kernels: \(kernels))"
  }
}
