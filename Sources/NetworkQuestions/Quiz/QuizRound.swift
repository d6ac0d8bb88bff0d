import TextFormats

/// A quiz on its way: it asks one question after the other, takes answers, and keeps the score.
///
/// ```swift
/// var round = QuizRound(quiz)
/// show(round.opening)
/// while !round.isOver, let line = readLine() { show(round.take(line)) }
/// show([round.score])
/// ```
public struct QuizRound: Sendable {
  /// Something that is said: lines for people, an object for programs.
  public struct Saying: Sendable {
    /// The lines.
    public let lines: [String]
    /// The same for programs; nil for what only people need to be told.
    public let jsonLine: String?

    init(_ lines: [String], _ json: [(String, JSONValue)]?) {
      self.lines = lines
      jsonLine = json.map { JSONValue.object($0).description }
    }
  }

  private let quiz: Quiz
  private var index = 0
  /// Hints and tries of the present question.
  private var (hints, tries) = (0, 0)
  private var points = 0.0
  private var asked = 0
  private var isGivenUp = false

  /// So often a question may be tried.
  private static let mostTries = 2

  /// Begins with the first question.
  public init(_ quiz: Quiz) {
    self.quiz = quiz
  }

  /// Whether all questions are answered, or somebody has given up.
  public var isOver: Bool { isGivenUp || index >= quiz.questions.count }

  /// What it is about, and the first question.
  public var opening: [Saying] {
    let introduction = Saying(
      [
        "\(quiz.questions.count) questions about one training step. Answer with a number, to",
        "as many digits as you like (two at least), or as the question says.",
        "h: a hint (half a point)   s: skip   q: quit",
      ], nil)
    return [introduction] + question
  }

  /// The present question; nothing after the last.
  private var question: [Saying] {
    guard !isOver else { return [] }
    let question = quiz.questions[index]
    let lines = question.prompt.enumerated().map { line, text in
      line == 0 ? "\(index + 1). \(text)" : "   \(text)"
    }
    return [
      Saying(
        [""] + lines,
        [
          ("question", .integer(index + 1)), ("event", .string(question.event)),
          ("prompt", .array(question.prompt.map { .string($0) })),
        ])
    ]
  }

  /// Takes what somebody has typed, and says what there is to say to it.
  public mutating func take(_ line: String) -> [Saying] {
    guard !isOver else { return [] }
    let question = quiz.questions[index]
    switch line.filter({ $0 != " " && $0 != "\t" && $0 != "\r" }).lowercased() {
    case "q", "quit", "exit":
      isGivenUp = true
      return []
    case "s", "skip", "":
      return reveal("The answer:", isRight: false, 0)
    case "h", "hint", "?":
      hints += 1
      return [
        Self.say(
          question.hints.count >= hints ? question.hints[hints - 1] : "That was all I know.")
      ]
    default: break
    }
    switch question.judge(line) {
    case .right:
      return reveal("Right:", isRight: true, hints > 0 || tries > 0 ? 0.5 : 1)
    case .tooRough:
      return [Self.say("Right so far. Give two digits at least, not counting zeros in front.")]
    case .notUnderstood(let expected):
      return [Self.say("I did not understand that: \(expected).")]
    case .wrong(let how):
      tries += 1
      guard tries < Self.mostTries else {
        return reveal("Not quite: \(how). The answer:", isRight: false, 0)
      }
      return [Self.say("Not quite: \(how). Try once more, or h for a hint.")]
    }
  }

  /// How it went so far.
  public var score: Saying {
    let share = asked == 0 ? 0 : points / Double(asked)
    let word =
      asked == 0
      ? "See you." : share >= 0.9 ? "Well done!" : share >= 0.5 ? "Good going." : "Practice helps."
    return Saying(
      ["", "Your score: \(JSONValue.number(points)) of \(asked). \(word)"],
      [
        ("points", .number(points)), ("asked", .integer(asked)),
        ("questions", .integer(quiz.questions.count)),
      ])
  }

  /// Shows the answer, counts the points, and goes on to the next question.
  private mutating func reveal(_ opening: String, isRight: Bool, _ gained: Double) -> [Saying] {
    let solution = quiz.questions[index].solution
    let answer = Saying(
      ["   \(opening) \(solution)"],
      [
        ("question", .integer(index + 1)), ("right", .bool(isRight)), ("points", .number(gained)),
        ("solution", .string(solution)),
      ])
    points += gained
    asked += 1
    index += 1
    (hints, tries) = (0, 0)
    return [answer] + question
  }

  private static func say(_ text: String) -> Saying {
    Saying(["   \(text)"], [("say", .string(text))])
  }
}
