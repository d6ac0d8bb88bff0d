extension StringProtocol {
  /// The text with line breaks and other invisible characters written as escapes.
  ///
  /// Error messages quote what people wrote, and files that others made; whatever those contain,
  /// a message stays on its line and cannot steer a terminal.
  package var onOneLine: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        text += scalar.escaped(asASCII: true)
      default: text.unicodeScalars.append(scalar)
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
