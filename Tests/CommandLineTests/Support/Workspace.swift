import Foundation
import Testing

/// A folder to run the program in, gone when the test is over.
final class Workspace {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appending(path: "glassbox-cli-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Runs the program with arguments as typed, separated by spaces.
  func glassbox(_ arguments: String, input: String? = nil) throws -> FinishedRun {
    try start(arguments, input: input).finished()
  }

  func start(
    _ arguments: String, input: String? = nil, output: FullPipe? = nil
  ) throws -> RunningProgram {
    try Program.start(
      arguments.split(separator: " ").map(String.init), in: path, input: input.map(file),
      output: output)
  }

  /// Runs a line of shell in which `$GLASSBOX` is the program.
  func shell(_ line: String) throws -> FinishedRun {
    try Program.start(
      ["-c", "GLASSBOX='\(Program.executable.path)'; \(line)"], in: path,
      executable: URL(filePath: "/bin/sh")
    ).finished()
  }

  /// Runs the program, which has to succeed without a word on standard error.
  func succeed(
    _ arguments: String, input: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> FinishedRun {
    let run = try glassbox(arguments, input: input)
    #expect(run.status == 0 && !run.wasKilled, "\(run)", sourceLocation: sourceLocation)
    #expect(run.errors == "", sourceLocation: sourceLocation)
    return run
  }

  /// Runs the program, which has to fail with one line `error: …` that holds all these words.
  @discardableResult
  func fail(
    _ arguments: String, status: Int32 = 1, naming words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> FinishedRun {
    let run = try glassbox(arguments)
    #expect(run.status == status && !run.wasKilled, "\(run)", sourceLocation: sourceLocation)
    #expect(run.output == "", sourceLocation: sourceLocation)
    #expect(run.errorLines.count == 1, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.errors.hasPrefix("error: "), "\(run.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(
        run.errors.contains(word), "\(word) in \(run.errors)", sourceLocation: sourceLocation)
    }
    return run
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(filePath: file(name)))
  }

  func write(_ name: String, _ bytes: Data) throws {
    try bytes.write(to: URL(filePath: file(name)))
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: file(name))
  }

  /// The names of everything in one of its folders, without what this type puts there.
  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file(folder))
      .filter { !$0.hasPrefix(".run-") }.sorted()
  }
}
