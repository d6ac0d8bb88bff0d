extension Unicode.Scalar {
  /// Whether it cannot be seen but can steer what shows it: a control, a mark of direction, the end of
  /// a line.
  var isInvisible: Bool {
    if (0x20..<0x7F).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension StringProtocol {
  /// The text with line breaks and other invisible characters written as escapes.
  ///
  /// Error messages quote what people wrote, and files that others made; whatever those contain,
  /// a message stays on its line and cannot steer a terminal.
  package var onOneLine: String { escapingInvisible(except: nil) }

  /// The text with invisible characters other than line breaks written as escapes.
  ///
  /// For texts of several lines whose parts have been put on one line each before.
  package var withoutControls: String { escapingInvisible(except: "\n") }

  private func escapingInvisible(except kept: Unicode.Scalar?) -> String {
    var text = ""
    for scalar in unicodeScalars {
      if scalar != kept, scalar.isInvisible {
        text += scalar.escaped(asASCII: true)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// The beginning of the text, short enough to be quoted in a message.
  package var shortenedOnOneLine: String {
    let start = prefix(60)
    return start.endIndex == endIndex ? onOneLine : start.onOneLine + "…"
  }
}
