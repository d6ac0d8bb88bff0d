import Explanation
import NetworkDescription

/// A question about one number of a training step, with what the engine computed as its key.
public struct QuizQuestion: Sendable, Hashable {
  /// What kind of answer is wanted.
  public enum Key: Sendable, Hashable {
    /// A number, to as many digits as are given.
    case number(Double)
    /// Up, for a number above 0, or down.
    case sign(Double)
    /// A link, or a neuron for its bias.
    case place(WeightPlace)
  }

  /// What an answer is worth.
  public enum Judgement: Sendable, Hashable {
    /// It is right.
    case right
    /// What was given is right, but it takes at least two digits.
    case tooRough
    /// It is wrong; how is said in words.
    case wrong(String)
    /// It is no answer to such a question; what is expected is said in words.
    case notUnderstood(String)
  }

  /// What is asked about, for those who evaluate: the name of the trace's event, `linkForward`.
  public let event: String
  /// The question, a few lines.
  public let prompt: [String]
  /// The right answer.
  public let key: Key
  /// Help, first in words, then with numbers.
  public let hints: [String]
  /// The right answer, as an equation that holds.
  public let solution: String

  /// Makes a question.
  public init(
    event: String, prompt: [String], key: Key, hints: [String], solution: String
  ) {
    self.event = event
    self.prompt = prompt
    self.key = key
    self.hints = hints
    self.solution = solution
  }

  /// Judges what was typed.
  ///
  /// A number is right if the engine's number rounds to it, at the digits given. Since the question
  /// shows rounded numbers, an error of a step of the fourth digit is allowed on top: half for the
  /// operands, half for the result. It takes two digits at least, or the exact number.
  public func judge(_ answer: String) -> Judgement {
    let word = answer.filter { $0 != " " && $0 != "\t" }
    switch key {
    case .number(let number): return Self.judge(word, number)
    case .sign(let number):
      guard let isUp = Self.directions[word.lowercased()] else {
        return .notUnderstood("answer + or −")
      }
      return isUp == (number > 0) ? .right : .wrong("it is the other way round")
    case .place(let place):
      let known = word.lowercased().without("bias").without("link")
      guard known.contains(where: { $0.isNumber }) else {
        return .notUnderstood(
          "answer with a name such as \(place.isBias ? "1.0" : "0.1-1.0")")
      }
      return NetworkPlace(typed: known) == place.place ? .right : .wrong("that one tells the truth")
    }
  }

  private static func judge(_ word: String, _ number: Double) -> Judgement {
    guard let typed = TypedNumber(word) else {
      return .notUnderstood("answer with a number, such as −0.38 or 1.2e-5")
    }
    let slack = NumberText(number).unit
    let error = abs(typed.value - number)
    if error <= slack { return .right }
    let isRounded = error <= (0.5 * typed.unit + slack) * (1 + 1e-9)
    if isRounded { return typed.unit <= 0.1 * abs(number) ? .right : .tooRough }
    if typed.value != 0, number != 0, (typed.value > 0) != (number > 0) {
      return .wrong(
        abs(-typed.value - number) <= 0.5 * typed.unit + slack
          ? "the size is right, the sign is not" : "the sign is not right")
    }
    return .wrong(abs(typed.value) > abs(number) ? "that is too much" : "that is too little")
  }

  private static let directions: [String: Bool] = [
    "+": true, "up": true, "rise": true, "rises": true, "grow": true, "grows": true,
    "more": true, "positive": true, "-": false, "−": false, "down": false, "fall": false,
    "falls": false, "shrink": false, "shrinks": false, "less": false, "negative": false,
  ]
}

extension String {
  /// What is left when a word is taken out wherever it stands.
  fileprivate func without(_ word: String) -> String {
    var (kept, rest) = ("", self[...])
    while let next = rest.first {
      if rest.hasPrefix(word) {
        rest = rest.dropFirst(word.count)
      } else {
        kept.append(next)
        rest = rest.dropFirst()
      }
    }
    return kept
  }
}
