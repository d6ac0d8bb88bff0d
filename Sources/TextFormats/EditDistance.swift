/// How many letters have to be changed, added or left out to make one word of another.
///
/// Levenshtein's distance, computed row by row (Wagner and Fischer, "The string-to-string
/// correction problem", 1974).
package enum EditDistance {
  /// Letters after so many are not compared.
  private static let longest = 40

  package static func between(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.utf8.prefix(longest)), Array(second.utf8.prefix(longest)))
    var row = Array(0...second.count)
    for (line, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in second.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }

  /// The word that somebody meant who typed another; nil if none is like it.
  ///
  /// At most every other letter may be wrong; two letters that changed places count as two.
  package static func nearest(to typed: String, among words: [String]) -> String? {
    var nearest: (word: String, distance: Int)?
    for word in words {
      let distance = between(word, typed)
      if distance * 2 <= typed.utf8.count, distance < nearest?.distance ?? .max {
        nearest = (word, distance)
      }
    }
    return nearest?.word
  }
}
