import NetworkDescription
import TextFormats

/// All words there are.
enum StepperWords {
  static let all: [any StepperWord] = [
    NextWord(), BackWord(), RunWord(), GoWord(), BreakWord(), UnbreakWord(), WatchWord(),
    UnwatchWord(), EditWord(), UndoWord(), ShowWord(), ProveWord(), GuessWord(), BlameWord(),
    WhatIfWord(), SaveWord(), LimitWord(), HelpWord(), QuitWord(),
  ]

  /// The word that somebody typed.
  static func word(_ typed: String) throws(StepperError) -> any StepperWord {
    if let word = all.first(where: { $0.names.contains(typed.lowercased()) }) { return word }
    let names = all.flatMap(\.names).filter { $0.count > 2 }
    let meant = EditDistance.nearest(to: typed.lowercased(), among: names)
    let suggestion = meant.map { "did you mean \($0)? " } ?? ""
    throw StepperError(
      "no command “\(typed.shortenedOnOneLine)”: \(suggestion)help lists all of them")
  }
}
