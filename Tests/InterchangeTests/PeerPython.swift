import Foundation

/// The Python that has other frameworks: `python3`, or the one that GLASSBOX_PYTHON names.
enum PeerPython {
  private static let command =
    ProcessInfo.processInfo.environment["GLASSBOX_PYTHON"] ?? "python3"

  /// Whether these packages can be imported.
  static func has(_ packages: String) -> Bool {
    (try? run(["-c", "import \(packages)"])) != nil
  }

  static let hasONNX = has("onnx, onnxruntime, numpy")
  static let hasTorch = has("torch, safetensors, numpy")
  static let hasKeras = has("keras, tensorflow, safetensors, numpy")

  /// What is said where packages are missing.
  static func needed(_ packages: String) -> String {
    "needs a Python with \(packages) (pip install \(packages); GLASSBOX_PYTHON names another)"
  }

  struct Failed: Error, CustomStringConvertible {
    let description: String
  }

  @discardableResult
  static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PYTHONIOENCODING": "utf-8", "TF_CPP_MIN_LOG_LEVEL": "3", "OMP_NUM_THREADS": "1"]
    ) { _, new in new }
    let (output, errors) = (
      Pipe(),
      FileManager.default.temporaryDirectory.appending(
        path: "glassbox-python-\(UUID().uuidString).log")
    )
    _ = FileManager.default.createFile(atPath: errors.path(percentEncoded: false), contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failed(
        description: text + ((try? String(contentsOf: errors, encoding: .utf8))?.suffix(2000) ?? "")
      )
    }
    return text
  }
}

/// A folder that is gone after the work.
func withTemporaryFolder(_ work: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "glassbox-interchange-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try work(folder)
}
