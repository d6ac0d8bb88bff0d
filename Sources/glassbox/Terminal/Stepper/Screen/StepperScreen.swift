import CTerminal
import NetworkDescription
import TextFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The stepper on a whole terminal: keys move, and every moment is drawn.
final class StepperScreen {
  private let stepper: Stepper
  private let keyboard = Keyboard()
  private let inColour: Bool
  /// What is being typed; nil when keys are keys.
  private var typed: String?
  /// What the last command had to say.
  private var message: [String] = []
  private var messageIsError = false

  /// Whether there is a terminal at both ends that can be drawn on.
  static var isPossible: Bool {
    let kind = getenv("TERM").map { String(cString: $0) } ?? "dumb"
    return isatty(STDIN_FILENO) == 1 && StandardOutput.isTerminal && kind != "dumb"
  }

  init(_ stepper: Stepper) {
    self.stepper = stepper
    inColour = TerminalColour.isWanted
  }

  func run() throws {
    guard terminal_begin() else {
      throw CommandFailure("the terminal cannot be used key by key: use --commands FILE")
    }
    defer { terminal_end() }
    stepper.session.shouldStop = { terminal_was_interrupted() }
    while !stepper.isOver {
      draw()
      handle(keyboard.key())
      if StandardOutput.isBroken { return }
    }
  }

  private func handle(_ key: Key) {
    if key == .redraw { return }
    if let typed {
      edit(typed, key)
      return
    }
    let meaning = KeyBindings.meaning(of: key)
    if ScreenPicture.isPage(message) {
      // It covers the picture. Keys that begin a command do so; others turn the page.
      let rest = message.dropFirst(ScreenPicture.linesOnPage(height: size.height))
      message = key == .escape ? [] : Array(rest)
      guard KeyBindings.beginsCommand(key) || key == .interrupt || key == .endOfInput else {
        return
      }
    }
    message = []
    switch meaning {
    case .command(let command): perform(command)
    case .beginning(let beginning): typed = beginning(stepper)
    case .keys: message = KeyBindings.lines
    case nil:
      if KeyBindings.beginsCommand(key), case .character(let letter) = key {
        typed = String(letter)
      }
    }
  }

  /// One key while a command is being typed.
  private func edit(_ text: String, _ key: Key) {
    switch key {
    case .character(let character): typed = text.count < 500 ? text + String(character) : text
    case .backspace: typed = text.isEmpty ? nil : String(text.dropLast())
    case .enter:
      typed = nil
      message = ["… Ctrl-C interrupts"]
      messageIsError = false
      draw()
      perform(text)
    case .escape, .interrupt: typed = nil
    case .endOfInput: stepper.isOver = true
    default: break
    }
  }

  private func perform(_ command: String) {
    do {
      message = try stepper.performShowing(command, on: .lastRow)?.lines ?? []
      messageIsError = false
    } catch {
      message = ["\(error)"]
      messageIsError = true
    }
    _ = terminal_take_interrupt()
  }

  private var size: (width: Int, height: Int) {
    var (columns, rows) = (Int32(0), Int32(0))
    terminal_size(&columns, &rows)
    return (Int(columns), Int(rows))
  }

  private func draw() {
    let picture = ScreenPicture(
      stepper: stepper, typed: typed, message: message.map(\.onOneLine),
      messageIsError: messageIsError)
    // The picture steers the terminal; what is in its cells cannot.
    Swift.print(picture.canvas(size).text(inColour: inColour), terminator: "")
    StandardOutput.flush()
  }
}
