import Foundation

/// Runs small Python programs.
package enum Python {
  package static let hasSafetensors = has("safetensors", "numpy")
  package static let hasTensorBoard = has("tensorboard")

  /// Whether python3 has all of these modules.
  package static func has(_ modules: String...) -> Bool {
    let program = "import \(modules.joined(separator: ", ")); print('yes')"
    return (try? run(program)) == "yes\n"
  }

  /// Why a test is skipped where python3 does not have these modules.
  package static func needs(_ modules: String...) -> String {
    "needs python3 with \(modules.joined(separator: " and ")) "
      + "(pip install \(modules.joined(separator: " ")))"
  }

  package static func run(
    _ program: String, _ arguments: String..., in folder: URL? = nil
  ) throws -> String {
    try ExternalProgram.run(
      "python3", ["-c", program] + arguments, in: folder,
      environment: ["PYTHONIOENCODING": "utf-8"])
  }

  /// A number as Python's `float.hex` writes it: 13 hexadecimal digits of fraction.
  package static func hex(_ value: Double) -> String {
    String(
      format: "%@0x1.%013llxp%+d", value.sign == .minus ? "-" : "",
      value.significandBitPattern, value.exponent)
  }
}
