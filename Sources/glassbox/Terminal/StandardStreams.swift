import CTerminal
import NetworkDescription
import TextFormats

// C's `stdout` is a variable to Swift, though nobody ever changes it.
#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  @preconcurrency import Darwin
#endif

/// Prints what people read; what could steer a terminal is written as escapes.
///
/// It stands before Swift's own `print`, so that nothing gets past it. Names that a file has brought
/// are put on one line where they are put into a text.
func print(_ text: some CustomStringConvertible, terminator: String = "\n") {
  Swift.print(text.description.withoutControls, terminator: terminator)
}

/// Standard error, where progress and errors go.
enum StandardError {
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes text at once, also where standard output is still waiting in a buffer.
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// How many columns a line may take without touching the terminal's edge, as wide as it is now.
  static var columns: Int { max(1, Int(terminal_columns(STDERR_FILENO)) - 1) }

  /// Draws a line over the one that was drawn before.
  ///
  /// What does not fit is cut off: a line that wraps could not be drawn over.
  static func redrawLine(_ text: String) {
    write("\r\u{1B}[K" + text.onOneLine.fitting(columns: columns))
  }

  /// Takes away the line that was drawn.
  static func clearLine() { write("\r\u{1B}[K") }

  /// Says what went wrong, on one line that cannot steer a terminal, whatever it quotes.
  static func report(_ error: String) {
    write("error: \(error.onOneLine)\n")
  }

  /// Says something that is worth knowing, in the same way.
  static func note(_ text: String) {
    write("note: \(text.onOneLine)\n")
  }

  private static func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes, count)
    #elseif canImport(Musl)
      Musl.write(file, bytes, count)
    #else
      Darwin.write(file, bytes, count)
    #endif
  }
}

/// Standard output, where results go.
enum StandardOutput {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// How many columns a line has: those of the terminal, or 80 where there is none.
  static var columns: Int { Int(terminal_columns(STDOUT_FILENO)) }

  /// Prints one JSON object on a line of its own, and sees that readers get it now.
  static func print(_ entries: [(String, JSONValue)]) {
    Swift.print(JSONValue.object(entries))
    flush()
  }

  /// Sees that everything printed so far is written.
  static func flush() {
    fflush(stdout)
  }

  /// Whether something that was printed could not be written.
  static var isBroken: Bool { ferror(stdout) != 0 }

  /// Writes what is left; a full disk must not look like success, whenever it became full.
  ///
  /// Where the reader of a pipe has gone away, as `head` does, there is nothing to say and nobody to
  /// say it to: the program ends as if it had been told so by SIGPIPE.
  static func finish() throws {
    flush()
    guard isBroken else { return }
    if readerIsGone { exit(endedByPipe) }
    throw CommandFailure("standard output: cannot be written to: is the disk full?")
  }

  /// What shells tell of a program that SIGPIPE has ended.
  private static let endedByPipe = 128 + SIGPIPE

  /// Whether it is a pipe, or a socket, that nobody reads any more.
  private static var readerIsGone: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    return poll(&output, 1, 0) == 1 && Int32(output.revents) & (POLLERR | POLLHUP) != 0
  }
}
