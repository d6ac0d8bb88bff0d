import Foundation

/// The Python that has the packages of other tools: `python3`, or the one that GLASSBOX_PYTHON names.
package enum Python {
  package static let command =
    ProcessInfo.processInfo.environment["GLASSBOX_PYTHON"] ?? "python3"

  package static let hasSafetensors = has("safetensors", "numpy")
  package static let hasTensorBoard = has("tensorboard")
  package static let hasONNX = has("onnx", "onnxruntime", "numpy")
  package static let hasTorch = has("torch", "safetensors", "numpy")
  package static let hasKeras = has("keras", "tensorflow", "safetensors", "numpy")

  /// Whether all of these packages are installed; they are not imported, as some of them take seconds.
  package static func has(_ packages: String...) -> Bool {
    let program = """
      import importlib.util, sys
      sys.exit(any(importlib.util.find_spec(name) is None for name in sys.argv[1:]))
      """
    return (try? run(["-c", program] + packages)) != nil
  }

  /// Why a test is skipped where these packages are missing.
  package static func needs(_ packages: String...) -> String {
    let names = packages.joined(separator: " ")
    return "needs a Python with \(names) (pip install \(names); GLASSBOX_PYTHON names another)"
  }

  /// Runs a program that is given as a text.
  package static func runProgram(
    _ program: String, _ arguments: String..., in folder: URL? = nil
  ) throws -> String {
    try run(["-c", program] + arguments, in: folder)
  }

  /// Runs Python with these arguments.
  @discardableResult
  package static func run(_ arguments: [String], in folder: URL? = nil) throws -> String {
    try ExternalProgram.run(
      command, arguments, in: folder,
      environment: [
        "PYTHONIOENCODING": "utf-8", "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1",
      ])
  }

  /// A number as Python's `float.hex` writes it: 13 hexadecimal digits of fraction.
  package static func hex(_ value: Double) -> String {
    String(
      format: "%@0x1.%013llxp%+d", value.sign == .minus ? "-" : "",
      value.significandBitPattern, value.exponent)
  }
}
