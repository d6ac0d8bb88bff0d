import NetworkDescription
import TextFormats

/// A question that a network cannot be asked.
public enum QuestionError: Error, Hashable, Sendable {
  /// There is no link or neuron of that name; some of the nearest are told.
  case unknown(name: String, what: String, nearest: [String])
  /// A link or neuron where nothing is learned.
  case nothingLearned(name: String, what: String)
  /// A number that is out of range.
  case outOfRange(what: String, expected: String, found: Int)
  /// A network that this question cannot be asked of.
  case unsuitable(question: String, needs: String)
  /// No change of so many weights was found that turns the answer.
  case notFound(what: String, advice: String)
  /// The network did not compute what the question needs.
  case network(NetworkError)
  /// The network did not go back to the state it was in before the question.
  case state(BlueprintError)
}

extension QuestionError {
  /// What the network computes; its error is told as one of the question.
  static func ofNetwork<Result>(
    _ computed: @autoclosure () throws(NetworkError) -> Result
  ) throws(QuestionError) -> Result {
    do { return try computed() } catch { throw .network(error) }
  }

  /// Throws an error for the first number that is too small.
  static func require(
    atLeast least: Int, _ numbers: (what: String, number: Int)...
  ) throws(QuestionError) {
    for (what, number) in numbers where number < least {
      throw .outOfRange(what: what, expected: "at least \(least)", found: number)
    }
  }
}

extension QuestionError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknown(let name, let what, let nearest):
      "\(name.shortenedOnOneLine): no \(what) of that name; the nearest: "
        + "\(nearest.joined(separator: ", ")): a neuron is named layer.index, such as 1.0 (the "
        + "inputs are layer 0), and a link from-to, such as 0.1-1.0"
    case .nothingLearned(let name, let what):
      "\(name.shortenedOnOneLine): it has \(what): choose one of a layer that learns"
    case .outOfRange(let what, let expected, let found):
      "\(what): expected \(expected), found \(found)"
    case .unsuitable(let question, let needs):
      "\(question): expected \(needs)"
    case .notFound(let what, let advice):
      "\(what): \(advice)"
    case .network(let error): error.description
    case .state(let error): error.description
    }
  }
}
