import Foundation

/// The program that was built together with these tests, run from outside as people run it.
enum Program {
  private final class Anchor {}

  /// `glassbox` lies beside the test bundle, whatever the system and the configuration.
  static let executable: URL = {
    let bundle = Bundle(for: Anchor.self).bundleURL
    let folder = bundle.pathExtension == "xctest" ? bundle.deletingLastPathComponent() : bundle
    return folder.appending(path: "glassbox")
  }()

  /// Starts the program in a folder; what it prints goes to files, so that it never waits for us.
  static func start(
    _ arguments: [String], in folder: String, input: String? = nil, executable: URL = executable
  ) throws -> RunningProgram {
    try RunningProgram(arguments, in: folder, input: input, executable: executable)
  }
}

/// A program that has been started.
final class RunningProgram {
  /// A program that runs longer than this hangs.
  private static let patience: TimeInterval = 120

  private let process = Process()
  private let output: URL
  private let errors: URL

  fileprivate init(
    _ arguments: [String], in folder: String, input: String?, executable: URL
  ) throws {
    let base = URL(filePath: folder).appending(path: ".run-\(UUID().uuidString)")
    output = base.appendingPathExtension("out")
    errors = base.appendingPathExtension("err")
    for file in [output, errors] { try Data().write(to: file) }
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) }
      ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
  }

  /// Presses Ctrl-C.
  func interrupt() {
    process.interrupt()
  }

  var isRunning: Bool { process.isRunning }

  /// Ends it at once, without a chance to do anything about it.
  func kill() {
    #if canImport(Darwin)
      Darwin.kill(process.processIdentifier, SIGKILL)
    #else
      Glibc.kill(process.processIdentifier, SIGKILL)
    #endif
  }

  /// Whether it runs and has printed this many lines.
  func waitForOutput(lines: Int) throws -> Bool {
    let start = Date.now
    while Date.now.timeIntervalSince(start) < Self.patience {
      let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
      if text.count(where: { $0 == "\n" }) >= lines { return true }
      guard process.isRunning else { return false }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }

  /// What it has come to, once it is over.
  func finished() throws -> FinishedRun {
    let start = Date.now
    while process.isRunning {
      if Date.now.timeIntervalSince(start) > Self.patience { process.terminate() }
      Thread.sleep(forTimeInterval: 0.002)
    }
    return FinishedRun(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// What a run of the program came to.
struct FinishedRun {
  let status: Int32
  let wasKilled: Bool
  let output: String
  let errors: String

  /// The lines on standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The lines on standard error.
  var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// The JSON objects on standard output, one on each line.
  func objects() throws -> [[String: Any]] {
    try lines.map { line in
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let object = value as? [String: Any] else { throw NotAnObject(line: line) }
      return object
    }
  }

  struct NotAnObject: Error {
    let line: String
  }
}
