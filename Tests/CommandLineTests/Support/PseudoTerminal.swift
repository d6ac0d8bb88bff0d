import Foundation
import TerminalPair
import Thoroughness

/// A program on a terminal of its own, which we type on and look at.
final class PseudoTerminal {
  struct NoTerminal: Error {}

  private let master: Int32
  private let slave: FileHandle
  private let process = Process()
  /// Everything it has written so far.
  private(set) var output = ""
  private var rest: [UInt8] = []

  /// Starts the program on a terminal of a size.
  init(
    _ arguments: String, in folder: String, columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    var name = [CChar](repeating: 0, count: 256)
    master = terminal_pair_open(&name, Int32(name.count))
    guard master >= 0 else { throw NoTerminal() }
    let path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    slave = try FileHandle(forUpdating: URL(filePath: path))
    resize(columns: columns, rows: rows)
    process.executableURL = Program.executable
    process.arguments = arguments.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment =
      ProcessInfo.processInfo.environment
      .merging(["TERM": "xterm-256color"]) { $1 }.merging(environment) { $1 }
    process.standardInput = slave
    process.standardOutput = slave
    process.standardError = slave
    try process.run()
  }

  deinit {
    if process.isRunning { signal(SIGKILL) }
    close(master)
  }

  var isRunning: Bool { process.isRunning }

  /// How it ended: its status, or the signal.
  var status: Int32 { process.terminationStatus }

  func resize(columns: Int, rows: Int) {
    terminal_pair_resize(master, Int32(columns), Int32(rows))
    if process.isRunning { signal(SIGWINCH) }
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Whether keys come one by one without being shown, as the full screen has it.
  var isRaw: Bool { terminal_pair_is_raw(master) != 0 }

  /// Whether the second screen is shown, and no cursor.
  var isOnSecondScreen: Bool {
    let last = output.components(separatedBy: "\u{1B}[?1049").last ?? ""
    return output.contains("\u{1B}[?1049") && last.hasPrefix("h")
  }

  /// What stands on the screen, without colours: the last picture that was drawn whole.
  var screen: String {
    let last = output.components(separatedBy: "\u{1B}[H").last ?? ""
    return last.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
  }

  /// Waits until something is so; false if patience ends before.
  func wait(until condition: () -> Bool) -> Bool {
    var patience = Patience()
    repeat {
      read()
      if condition() { return true }
    } while patience.takesNap()
    return false
  }

  /// Waits until the screen shows a text.
  func shows(_ text: String) -> Bool { wait { screen.contains(text) } }

  private func read() {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, 0) > 0, waiting.revents & Int16(POLLIN) != 0 {
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = Foundation.read(master, &bytes, bytes.count)
      guard count > 0 else { return }
      rest += bytes[..<count]
    }
    // A character may have come in two pieces.
    if let text = String(validating: rest, as: UTF8.self) {
      output += text
      rest = []
    }
  }
}
