import NetworkDescription
import NetworkQuestions
import NeuronGraph
import TextFormats
import TrainingDebugger

/// Words that the playground cannot do; everything is then as it was.
public enum PlaygroundError: Error, Hashable, Sendable {
  /// Words that mean nothing here.
  case unknownWords(found: String, known: [String])
  /// A value that something cannot have.
  case badValue(what: String, expected: String, found: String)
  /// A formula that cannot be read, with the character at which it stops to make sense.
  case badFormula(text: String, position: Int, expected: String)
  /// A formula that has no finite value at a point.
  case noValue(formula: String, x: Double, y: Double, value: Double)
  /// A row of a table that cannot be used, counted from 1.
  case badRow(row: Int, column: String, expected: String, found: String)
  /// Something for which there has to be something else first.
  case missing(what: String, advice: String)
  /// A network or setting that cannot be.
  case blueprint(BlueprintError)
  /// A question that the network cannot be asked.
  case question(QuestionError)
  /// A place of a step that there is none of.
  case session(SessionError)
  /// The network could not compute.
  case network(NetworkError)
}

extension PlaygroundError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownWords(let found, let known):
      "“\(found.shortenedOnOneLine)”: expected \(known.joined(separator: ", "))"
    case .badValue(let what, let expected, let found):
      "\(what): expected \(expected), found “\(found.shortenedOnOneLine)”"
    case .badFormula(let text, let position, let expected):
      "“\(text.shortenedOnOneLine)”, character \(position): expected \(expected)"
    case .noValue(let formula, let x, let y, let value):
      "\(formula.shortenedOnOneLine): at x = \(x), y = \(y) it is \(value): choose a formula that "
        + "has a finite value at every point"
    case .badRow(let row, let column, let expected, let found):
      "row \(row), column \(column.shortenedOnOneLine): expected \(expected), found "
        + "“\(found.shortenedOnOneLine)”"
    case .missing(let what, let advice): "there is no \(what): \(advice)"
    case .blueprint(let error): error.description
    case .question(let error): error.description
    case .session(let error): error.description
    case .network(let error): error.description
    }
  }
}

extension PlaygroundError {
  /// Runs what can fail as a description does.
  static func ofBlueprint<Result>(
    _ body: () throws(BlueprintError) -> Result
  ) throws(PlaygroundError) -> Result {
    do { return try body() } catch { throw .blueprint(error) }
  }

  /// Runs what can fail as a network does.
  static func ofNetwork<Result>(
    _ body: () throws(NetworkError) -> Result
  ) throws(PlaygroundError) -> Result {
    do { return try body() } catch { throw .network(error) }
  }

  /// Runs what can fail as a question does.
  static func ofQuestion<Result>(
    _ body: () throws(QuestionError) -> Result
  ) throws(PlaygroundError) -> Result {
    do { return try body() } catch { throw .question(error) }
  }

  /// Runs what can fail as a debugger's session does.
  static func ofSession<Result>(
    _ body: () throws(SessionError) -> Result
  ) throws(PlaygroundError) -> Result {
    do { return try body() } catch { throw .session(error) }
  }
}
