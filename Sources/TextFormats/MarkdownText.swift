extension StringProtocol {
  /// The text as Markdown that shows it as it is, on one line: no markup, no HTML, no links.
  ///
  /// CommonMark lets every sign of ASCII be escaped by a backslash; those are escaped that could mean
  /// something within a line, within a table, or at the beginning of a line.
  package var markdown: String {
    var text = ""
    var isAtStart = true
    for scalar in onOneLine.unicodeScalars {
      if Self.marks.contains(scalar) || (isAtStart && Self.lineMarks.contains(scalar)) {
        text += "\\"
      }
      text.unicodeScalars.append(scalar)
      // `1.` and `1)` begin a list.
      isAtStart = isAtStart && (scalar == " " || ("0"..."9").contains(scalar))
    }
    // What many readers make a link of, though nobody has marked it as one.
    return text.replacingAll("://", by: ":\\//").replacingAll("www.", by: "www\\.")
  }

  private static var marks: String.UnicodeScalarView { "\\`*_{}[]<>&|~#!$@^".unicodeScalars }
  private static var lineMarks: String.UnicodeScalarView { "+-=.)".unicodeScalars }
}

extension String {
  private static func begins(_ text: Substring, _ pattern: String) -> Bool {
    text.lowercased().hasPrefix(pattern)
  }

  /// The text with every occurrence of a pattern, whatever its case, replaced.
  fileprivate func replacingAll(_ pattern: String, by replacement: String) -> String {
    var text = ""
    var rest = self[...]
    while !rest.isEmpty {
      if Self.begins(rest.prefix(pattern.count), pattern) {
        text += replacement
        rest = rest.dropFirst(pattern.count)
      } else {
        text.append(rest.removeFirst())
      }
    }
    return text
  }
}
