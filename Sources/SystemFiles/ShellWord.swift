import TextFormats

extension String {
  /// The text as one types it into a shell.
  package var shellWord: String { shellWord(plain: "_-.,") }

  /// The same where other signs need no quotes.
  ///
  /// - Parameter signs: What may stand as it is beside letters and digits.
  package func shellWord(plain signs: String) -> String {
    let text = onOneLine
    let isPlain = !isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || signs.contains($0) }
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
