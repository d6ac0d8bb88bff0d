import Foundation

/// Runs small Python programs.
enum Python {
  static let hasSafetensors = (try? run("import safetensors, numpy; print('yes')")) == "yes\n"
  static let needed = "needs python3 with safetensors and numpy (pip install safetensors numpy)"

  struct Failed: Error {
    let status: Int32
  }

  static func run(_ program: String, _ arguments: String..., in folder: URL? = nil) throws -> String
  {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["PYTHONIOENCODING": "utf-8"]) { _, new in new }
    if let folder { process.currentDirectoryURL = folder }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: output, as: UTF8.self)
  }

  /// A number as Python's `float.hex` writes it: 13 hexadecimal digits of fraction.
  static func hex(_ value: Double) -> String {
    String(
      format: "%@0x1.%013llxp%+d", value.sign == .minus ? "-" : "",
      value.significandBitPattern, value.exponent)
  }
}
