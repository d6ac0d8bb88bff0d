import CTerminal

/// A key that was pressed, or something else that happened at the terminal.
enum Key: Hashable {
  case character(Character)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, backspace
  /// Ctrl-C.
  case interrupt
  /// The window has another size, or the program goes on after a stop.
  case redraw
  /// Nobody will ever press a key again.
  case endOfInput
}

/// Turns what a terminal sends into keys.
struct Keyboard {
  /// The next key; waits for it.
  func key() -> Key {
    while true {
      if terminal_take_redraw() { return .redraw }
      if terminal_take_interrupt() { return .interrupt }
      switch byte(waiting: 500) {
      case .none: continue
      case .end: return .endOfInput
      case .byte(0x1B): return afterEscape()
      case .byte(let byte): if let key = key(beginningWith: byte) { return key }
      }
    }
  }

  private enum Arrival {
    case byte(UInt8)
    case none, end
  }

  private func byte(waiting milliseconds: Int32) -> Arrival {
    var byte: UInt8 = 0
    switch terminal_read(&byte, milliseconds) {
    case 1: return .byte(byte)
    case 0: return .none
    default: return .end
    }
  }

  private func key(beginningWith first: UInt8) -> Key? {
    switch first {
    case 0x0D, 0x0A: return .enter
    case 0x7F, 0x08: return .backspace
    case 0x03: return .interrupt
    case 0x04: return .endOfInput
    case 0x20...0x7E: return .character(Character(Unicode.Scalar(first)))
    case 0xC2...0xF4:
      var bytes = [first]
      let more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
      while bytes.count <= more, case .byte(let next) = byte(waiting: 50) { bytes.append(next) }
      return String(validating: bytes, as: UTF8.self)?.first.map { .character($0) }
    default: return nil
    }
  }

  /// An escape by itself is the escape key; what follows at once makes it another key.
  private func afterEscape() -> Key {
    guard case .byte(let second) = byte(waiting: 50) else { return .escape }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return .escape }
    var sequence = ""
    while sequence.count < 8, case .byte(let next) = byte(waiting: 50) {
      sequence.unicodeScalars.append(Unicode.Scalar(next))
      if (0x40...0x7E).contains(next) { break }
    }
    return Self.keys[sequence] ?? .escape
  }

  private static let keys: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
    "1~": .home, "7~": .home, "4~": .end, "8~": .end, "5~": .pageUp, "6~": .pageDown,
  ]
}
