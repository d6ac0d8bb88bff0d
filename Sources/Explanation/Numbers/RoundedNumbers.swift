extension String {
  /// The text with every number in brackets as ``NumberText`` has it: `link 0.0-1.0 (weight −2.5000)`.
  ///
  /// Outside of brackets stand the names of neurons and links, which only look like numbers.
  package var withRoundedNumbers: String {
    var (text, word, depth) = ("", "", 0)
    func finished(_ word: String) -> String {
      depth > 0 ? Double(word).map { NumberText($0).text } ?? word : word
    }
    for character in self {
      guard " (),".contains(character) else {
        word.append(character)
        continue
      }
      text += finished(word)
      word = ""
      text.append(character)
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
    }
    return text + finished(word)
  }
}
