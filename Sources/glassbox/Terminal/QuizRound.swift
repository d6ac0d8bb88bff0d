import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription

/// Asks the questions of a quiz, one after the other, and keeps the score.
struct QuizRound {
  let quiz: Quiz
  let json: Bool

  /// So often a question may be tried.
  private static let tries = 2

  /// What a question came to.
  private enum Outcome {
    /// Answered, with so many points.
    case answered(points: Double)
    /// Given up.
    case skipped
    /// There is nobody left to answer.
    case ended
  }

  /// Asks until the questions or the answers end.
  func run() {
    if !json {
      print("\(quiz.questions.count) questions about one training step. Answer with a number, to")
      print("as many digits as you like (two at least), or as the question says.")
      print("h: a hint (half a point)   s: skip   q: quit")
    }
    var points = 0.0
    var asked = 0
    for (index, question) in quiz.questions.enumerated() {
      show(question, number: index + 1)
      let outcome = ask(question, number: index + 1)
      guard case .ended = outcome else {
        asked += 1
        if case .answered(let gained) = outcome { points += gained }
        continue
      }
      break
    }
    finish(points, asked)
  }

  private func show(_ question: QuizQuestion, number: Int) {
    guard json else {
      print("")
      for (line, text) in question.prompt.enumerated() {
        print(line == 0 ? "\(number). \(text)" : "   \(text)")
      }
      return
    }
    StandardOutput.print([
      ("question", .integer(number)), ("event", .string(question.event)),
      ("prompt", .array(question.prompt.map { .string($0) })),
    ])
  }

  private func ask(_ question: QuizQuestion, number: Int) -> Outcome {
    var hints = 0
    var tries = 0
    while true {
      prompt()
      guard let line = InputLines.next() else { return .ended }
      let word = line.filter { $0 != " " && $0 != "\t" && $0 != "\r" }.lowercased()
      switch word {
      case "q", "quit", "exit": return .ended
      case "s", "skip", "":
        reveal(question, number, "The answer:", isRight: false, 0)
        return .skipped
      case "h", "hint", "?":
        say(question.hints.indices.contains(hints) ? question.hints[hints] : "That was all I know.")
        hints += 1
        continue
      default: break
      }
      switch question.judge(line) {
      case .right:
        let points = hints > 0 || tries > 0 ? 0.5 : 1
        reveal(question, number, "Right:", isRight: true, points)
        return .answered(points: points)
      case .tooRough: say("Right so far. Give two digits at least, not counting zeros in front.")
      case .notUnderstood(let expected): say("I did not understand that: \(expected).")
      case .wrong(let how):
        tries += 1
        if tries >= Self.tries {
          reveal(question, number, "Not quite: \(how). The answer:", isRight: false, 0)
          return .answered(points: 0)
        }
        say("Not quite: \(how). Try once more, or h for a hint.")
      }
    }
  }

  private func prompt() {
    if !json { print("   > ", terminator: "") }
    StandardOutput.flush()
  }

  private func say(_ text: String) {
    if json { StandardOutput.print([("say", .string(text))]) } else { print("   \(text)") }
  }

  private func reveal(
    _ question: QuizQuestion, _ number: Int, _ opening: String, isRight: Bool, _ points: Double
  ) {
    guard json else {
      print("   \(opening) \(question.solution)")
      return
    }
    StandardOutput.print([
      ("question", .integer(number)), ("right", .bool(isRight)), ("points", .number(points)),
      ("solution", .string(question.solution)),
    ])
  }

  private func finish(_ points: Double, _ asked: Int) {
    if json {
      StandardOutput.print([
        ("points", .number(points)), ("asked", .integer(asked)),
        ("questions", .integer(quiz.questions.count)),
      ])
      return
    }
    let shown = JSONValue.number(points).description
    let share = asked == 0 ? 0 : points / Double(asked)
    let word =
      asked == 0
      ? "See you." : share >= 0.9 ? "Well done!" : share >= 0.5 ? "Good going." : "Practice helps."
    print("\nYour score: \(shown) of \(asked). \(word)")
  }
}
