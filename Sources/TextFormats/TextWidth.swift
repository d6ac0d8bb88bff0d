// How many columns text takes on a terminal, which is not how many characters it has.

extension Unicode.Scalar {
  /// The ranges that terminals draw two columns wide (East Asian Width W and F, and emoji).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
    0x20000...0x3FFFD,
  ]

  fileprivate var columns: Int {
    // Most text lies below all of them.
    guard value >= 0x1100 else { return 1 }
    return Self.wide.contains { $0.contains(value) } ? 2 : 1
  }
}

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  package var columns: Int { reduce(0) { $0 + ($1.unicodeScalars.first?.columns ?? 0) } }

  /// As much of the beginning as fits into so many columns; what is cut off ends in `…`.
  package func fitting(columns room: Int) -> String {
    guard columns > room else { return String(self) }
    var text = ""
    var left = room - 1
    for character in self {
      let width = character.unicodeScalars.first?.columns ?? 0
      guard width <= left else { break }
      text.append(character)
      left -= width
    }
    return room > 0 ? text + "…" : ""
  }
}
