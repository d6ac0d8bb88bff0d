import CInterrupts
import CTerminal
import Dispatch
import Synchronization
import TextFormats
import TrainingLoop

/// A moving line on the terminal that says that something takes its time, and how long it has been
/// at it.
///
/// What is over in half a second shows nothing, nor does anything where standard error is no
/// terminal.
final class WorkingLine: Sendable {
  /// Where the line is.
  enum Place: Sendable {
    /// On standard error; Ctrl-C takes it away and ends the program.
    case standardError
    /// On standard error; somebody else takes care of Ctrl-C, which stops the work.
    case interruptible
    /// In the last row of a screen that is drawn; the same.
    case lastRow
  }

  private struct State {
    var detail = ""
    var isShown = false
    var isOver = false
  }

  private let what: String
  private let place: Place
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  private init(_ what: String, _ place: Place) {
    (self.what, self.place) = (what, place)
  }

  /// Does something, and shows that it is done if that takes long.
  ///
  /// - Parameter what: What takes long, such as the name of a network.
  static func during<Result>(
    _ what: String, on place: Place = .standardError, _ work: (WorkingLine) throws -> Result
  ) rethrows -> Result {
    let line = WorkingLine(what, place)
    guard StandardError.isTerminal else { return try work(line) }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { line.draw() }
    timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(200))
    timer.resume()
    defer {
      timer.cancel()
      line.end()
    }
    return try work(line)
  }

  /// Says how far it is, in a few words.
  func say(_ detail: String) { state.withLock { $0.detail = detail } }

  private func draw() {
    state.withLock { state in
      guard !state.isOver else { return }
      if !state.isShown, place == .standardError { interrupts_begin_line() }
      state.isShown = true
      let time = duration((ContinuousClock.now - start) / .seconds(1))
      let ending = place == .standardError ? "Ctrl-C ends it" : "Ctrl-C stops it"
      let text = [what, state.detail, time, ending].filter { !$0.isEmpty }
        .joined(separator: "  ")
      show("… " + text.onOneLine)
    }
  }

  private func end() {
    state.withLock { state in
      state.isOver = true
      guard state.isShown else { return }
      show("")
      if place == .standardError { interrupts_end_line() }
    }
  }

  private func show(_ text: String) {
    switch place {
    case .standardError, .interruptible: StandardError.redrawLine(text)
    // Saves where the cursor is, and puts it back.
    case .lastRow:
      var (columns, rows) = (Int32(0), Int32(0))
      terminal_size(&columns, &rows)
      let fitting = text.fitting(columns: Int(columns) - 1)
      StandardError.write("\u{1B}7\u{1B}[\(rows);1H\u{1B}[0m\u{1B}[K\(fitting)\u{1B}8")
    }
  }
}
