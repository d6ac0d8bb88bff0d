import Foundation

/// A program of the system, run to its end.
package enum ExternalProgram {
  package struct Failed: Error, CustomStringConvertible {
    let program: String
    let status: Int32
    let complaint: String

    package var description: String { "\(program) ended with \(status): \(complaint)" }
  }

  /// Runs a program that is found on the path, and returns what it prints.
  ///
  /// - Throws: ``Failed`` with what it has said last, unless it ends with 0.
  package static func run(
    _ program: String, _ arguments: [String], in folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    if let folder { process.currentDirectoryURL = folder }
    let (output, complaints) = (Pipe(), FileManager.default.temporaryFile())
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: complaints)
    defer { try? FileManager.default.removeItem(at: complaints) }
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let complaint = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
      throw Failed(
        program: program, status: process.terminationStatus,
        complaint: String(complaint.suffix(1000)))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension FileManager {
  /// An empty file that nobody else has.
  fileprivate func temporaryFile() -> URL {
    let file = temporaryDirectory.appending(path: "glassbox-\(UUID().uuidString)")
    _ = createFile(atPath: file.path(), contents: nil)
    return file
  }
}
