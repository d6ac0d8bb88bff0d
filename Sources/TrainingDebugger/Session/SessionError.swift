import NetworkDescription
import NeuronGraph
import TextFormats

/// What a session cannot do.
public enum SessionError: Error, Hashable, Sendable {
  /// A number of epochs or a batch size out of range.
  case badOption(name: String, found: Int)
  /// There is nothing to learn from.
  case noSamples
  /// A link, neuron, input or output that the network does not have.
  case unknown(what: String, name: String, examples: [String])
  /// An event, step or epoch that there is none of.
  case outOfRange(what: String, found: Int, count: Int)
  /// Nothing of this kind has the number; these have one.
  case unknownNumber(what: String, found: Int, known: [Int])
  /// A link whose weight, or a neuron whose bias, is not learned.
  case notEditable(name: String, reason: String)
  /// A number that cannot be set.
  case badNumber(what: String, found: String, expected: String)
  /// There is no edit left to take back.
  case nothingToUndo
  /// A condition or quantity that cannot be understood.
  case unreadable(text: String, position: Int, found: String, expected: String)
  /// A condition on right answers where targets are numbers, which no answer meets exactly.
  case noRightAnswers(condition: String)
  /// More of something than a session keeps.
  case tooMany(what: String, most: Int)
  /// Somebody asked to stop on the way to another step, at the beginning of this one, from 0.
  ///
  /// A move that ends so throws nothing: it returns a ``SessionStop``.
  case interrupted(step: Int)
  /// The way to a step ends before it, in this one, from 0, whose loss is not a finite number.
  ///
  /// A move that ends so throws nothing: it returns a ``SessionStop``.
  case deadEnd(step: Int)
  /// The network could not make a step.
  case network(NetworkError)
  /// No network can be made of the blueprint, or it does not take a state.
  case blueprint(BlueprintError)
}

extension SessionError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .badOption(let name, let found):
      "\(name): expected 1 to \(NumberRange.counts.upperBound), found \(found)"
    case .noSamples:
      "the samples: expected at least one, found none"
    case .unknown(let what, let name, let examples):
      "no \(what) \(name.shortenedOnOneLine) in this network"
        + (examples.isEmpty ? "" : ": there is \(examples.joined(separator: ", "))")
    case .outOfRange(let what, let found, let count):
      "\(what): expected 1 to \(count), found \(found)"
    case .unknownNumber(let what, let found, let known):
      "none of the \(what) has the number \(found): "
        + (known.isEmpty
          ? "none is set" : "there is \(known.map { "\($0)" }.joined(separator: ", "))")
    case .notEditable(let name, let reason):
      "\(name): \(reason)"
    case .badNumber(let what, let found, let expected):
      "\(what): expected \(expected), found \(found.shortenedOnOneLine)"
    case .nothingToUndo:
      "nothing has been edited that could be undone"
    case .unreadable(let text, let position, let found, let expected):
      "“\(text.shortenedOnOneLine)”, character \(position): expected \(expected), found "
        + (found.isEmpty ? "the end" : "“\(found.shortenedOnOneLine)”")
    case .noRightAnswers(let condition):
      "“\(condition)”: expected targets that are classes, found numbers, to which answers come more "
        + "or less close: look for a loss, such as loss > 0.1"
    case .tooMany(let what, let most):
      "expected at most \(most) \(what): remove one first"
    case .interrupted(let step):
      "interrupted at step \(step + 1)"
    case .deadEnd(let step):
      "step \(step + 1): the loss is no finite number: training ends there"
    case .network(let error): error.description
    case .blueprint(let error): error.description
    }
  }
}
