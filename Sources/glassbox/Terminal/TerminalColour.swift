import TextFormats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The colours of ``SignColours`` as terminals have them: the nearest of their 256.
///
/// Numbers keep their signs: nobody has to see the colours.
enum TerminalColour {
  /// Blue for what is above zero, from weak to strong.
  static let positive = [25, 32, 39, 75]
  /// Orange for what is below zero, from weak to strong.
  static let negative = [130, 166, 208, 215]
  /// Red, for errors alone.
  static let error = 203
  static let heading = 114
  static let faint = 244

  /// Whether colours are wanted, if they can be shown (https://no-color.org).
  static var isWanted: Bool {
    // Set to nothing counts as not set.
    getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
  }

  /// The line with every number that has a sign in the colour of that sign.
  static func signed(_ line: String) -> String {
    line.replacing(#/[+−]?\d[\d.,]*(?:e[+-]\d+)?/#) { match -> String in
      let number = String(match.output)
      guard let sign = number.first, !sign.isNumber else { return number }
      let colour = sign == "+" ? positive[2] : negative[2]
      return "\u{1B}[38;5;\(colour)m\(number)\u{1B}[0m"
    }
  }
}

extension StandardOutput {
  /// Prints lines with signed numbers: in colour where somebody looks at a terminal.
  static func printSigned(_ lines: [String]) {
    let inColour = isTerminal && TerminalColour.isWanted
    for line in lines.map(\.onOneLine) {
      Swift.print(inColour ? TerminalColour.signed(line) : line)
    }
  }
}
