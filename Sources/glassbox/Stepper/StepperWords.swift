import NetworkDescription

/// All words there are.
enum StepperWords {
  static let all: [any StepperWord] = [
    NextWord(), BackWord(), RunWord(), GoWord(), BreakWord(), UnbreakWord(), WatchWord(),
    UnwatchWord(), EditWord(), UndoWord(), ShowWord(), ProveWord(), GuessWord(), BlameWord(),
    WhatIfWord(), LimitWord(), HelpWord(), QuitWord(),
  ]

  /// The word that somebody typed.
  static func word(_ typed: String) throws(StepperError) -> any StepperWord {
    if let word = all.first(where: { $0.names.contains(typed.lowercased()) }) { return word }
    let names = all.flatMap(\.names).filter { $0.count > 2 }
    let nearest = names.min { $0.distance(to: typed) < $1.distance(to: typed) }
    let isNear = nearest.map { $0.distance(to: typed) * 2 <= typed.count } ?? false
    let suggestion = isNear ? nearest.map { "did you mean \($0)? " } ?? "" : ""
    throw StepperError(
      "no command “\(typed.shortenedOnOneLine)”: \(suggestion)help lists all of them")
  }
}

extension String {
  /// How many letters have to be put in, left out or replaced to make it the other (Levenshtein,
  /// 1966).
  fileprivate func distance(to other: String) -> Int {
    let other = Array(other.lowercased().prefix(40))
    var row = Array(0...other.count)
    for (line, letter) in lowercased().enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, otherLetter) in other.enumerated() {
        let replaced = diagonal + (letter == otherLetter ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, row[column] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
