import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription

/// A word of the stepper's command language.
///
/// Each word is a small type with a file of its own in `Words/`; to add one, write it and put it
/// into ``StepperWords/all``.
protocol StepperWord: Sendable {
  /// What it is typed as; the first is its name, the others are shorter.
  var names: [String] { get }
  /// What may follow it: `[COUNT] [UNIT]`.
  var usage: String { get }
  /// What it does, in one line.
  var summary: String { get }
  /// Lines with examples, for `help WORD`.
  var details: [String] { get }

  /// Does it.
  ///
  /// - Parameter arguments: What followed the word.
  /// - Throws: ``StepperError`` or `SessionError`, whose line is shown; the session goes on.
  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply
}

extension StepperWord {
  var details: [String] { [] }

  var name: String { names[0] }

  /// What is wrong with what followed the word.
  func wrong(_ expected: String, found: String) -> StepperError {
    StepperError(
      "\(name): expected \(expected), found "
        + (found.isEmpty ? "nothing" : "“\(found.shortenedOnOneLine)”"))
  }

  /// The number that a list gives something.
  func listNumber(_ word: String, of thing: String) throws(StepperError) -> Int {
    guard let number = Int(word), NumberRange.counts.contains(number) else {
      throw wrong("the number of \(thing)", found: word)
    }
    return number
  }

  /// The name of a neuron, which the network need not have.
  func neuron(_ word: String) throws(StepperError) -> NeuronName {
    guard let name = NeuronName(word) else {
      throw wrong("the name of a neuron, such as 1.0", found: word)
    }
    return name
  }

  /// The name of a link, which the network need not have.
  func link(_ word: String) throws(StepperError) -> LinkName {
    guard let name = LinkName(word) else {
      throw wrong("the name of a link, such as 0.1-1.0", found: word)
    }
    return name
  }
}

/// What came of a word.
struct StepperReply {
  /// What there is to say.
  var lines: [String] = []
  /// Whether the session may be elsewhere, so that the event is worth showing.
  var showsEvent = false

  static func say(_ lines: String...) -> Self { Self(lines: lines) }

  /// The session has moved.
  static func moved(_ stop: SessionStop) -> Self {
    Self(lines: stop.reason == .arrived ? [] : ["\(stop)"], showsEvent: true)
  }
}

/// A command that cannot be done, in one line.
struct StepperError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What followed a word, as words and as text.
struct StepperArguments {
  let text: String
  let words: [String]

  init(_ text: String) {
    self.text = text
    words = text.split(separator: " ").map(String.init)
  }

  /// What is left without the first words.
  func dropping(_ count: Int) -> StepperArguments {
    StepperArguments(words.dropFirst(count).joined(separator: " "))
  }
}
