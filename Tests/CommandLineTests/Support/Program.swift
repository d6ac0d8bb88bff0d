import Foundation
import TextFormats
import Thoroughness

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
    _ arguments: [String], in folder: String, input: String? = nil, output: FullPipe? = nil,
    executable: URL = executable
  ) throws -> RunningProgram {
    try RunningProgram(arguments, in: folder, input: input, pipe: output, executable: executable)
  }
}

/// A program that has been started.
final class RunningProgram {
  private let process = Process()
  private let pipe: FullPipe?
  private let output: URL
  private let errors: URL

  fileprivate init(
    _ arguments: [String], in folder: String, input: String?, pipe: FullPipe?, executable: URL
  ) throws {
    self.pipe = pipe
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
    process.standardOutput = try pipe?.writingEnd ?? FileHandle(forWritingTo: output)
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

  /// Whether it has printed this many lines before it ends.
  func waitForOutput(lines: Int) -> Bool {
    wait {
      let text = (try? Data(contentsOf: output)).map { String(decoding: $0, as: UTF8.self) }
      return text?.count { $0 == "\n" } ?? 0 >= lines
    }
  }

  /// Waits for something that it does; false if it ends, or hangs, without doing it.
  func wait(until isDone: () -> Bool) -> Bool {
    var patience = Patience()
    repeat {
      if isDone() { return true }
    } while process.isRunning && patience.takesNap()
    return false
  }

  /// What it has come to, once it is over.
  func finished() throws -> FinishedRun {
    var patience = Patience()
    while process.isRunning {
      guard !patience.takesNap() else { continue }
      process.terminate()
      Thread.sleep(forTimeInterval: 1)
    }
    return FinishedRun(
      status: process.terminationStatus,
      wasKilled: process.terminationReason == .uncaughtSignal,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A pipe that is full and that nobody reads: who writes to it waits until the end of the test.
final class FullPipe {
  private let pipe = Pipe()

  var writingEnd: FileHandle { pipe.fileHandleForWriting }

  init() {
    let descriptor = writingEnd.fileDescriptor
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    let bytes = [UInt8](repeating: 0, count: 4096)
    for count in [bytes.count, 1] {
      while write(descriptor, bytes, count) > 0 {}
    }
    _ = fcntl(descriptor, F_SETFL, flags)
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
  ///
  /// Read twice: strictly, so that a key that is there twice, a word such as NaN or anything behind
  /// the object is an error, and by Foundation, which knows nothing of this project.
  func objects() throws -> [[String: Any]] {
    try lines.map { line in
      _ = try JSONValue(parsing: line)
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      guard let object = value as? [String: Any] else { throw NotAnObject(line: line) }
      return object
    }
  }

  struct NotAnObject: Error {
    let line: String
  }
}
