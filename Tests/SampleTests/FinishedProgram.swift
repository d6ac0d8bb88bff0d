import Foundation
import Testing

/// A program that has been run to its end, and what it wrote.
struct FinishedProgram {
  let output: String
  let errors: String
  let status: Int32

  /// The lines of the output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Runs a program.
  ///
  /// - Parameters:
  ///   - program: The file.
  ///   - arguments: What follows its name on a command line.
  ///   - folder: Where it is run.
  init(_ program: URL, _ arguments: [String], in folder: URL) throws {
    // Files take any amount of text without anybody having to read meanwhile, as pipes would need.
    (output, errors, status) = try withTemporaryFolder { temporary in
      let files = ["output", "errors"].map { temporary.appending(path: $0) }
      for file in files { try Data().write(to: file) }
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: files[0])
      process.standardError = try FileHandle(forWritingTo: files[1])
      try process.run()
      process.waitUntilExit()
      let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
      return (texts[0], texts[1], process.terminationStatus)
    }
  }

  /// Runs one of the samples, in the folder that Package.swift is in.
  init(sample: String, _ arguments: String...) throws {
    let products = try #require(Places.products, "the folder of the built programs")
    try self.init(products.appending(path: sample), arguments, in: Places.repository)
  }

  /// Runs a program that is found on the search path.
  init(onPath command: String, _ arguments: [String], in folder: URL) throws {
    try self.init(URL(filePath: "/usr/bin/env"), [command] + arguments, in: folder)
  }
}
