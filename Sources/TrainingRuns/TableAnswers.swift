import NetworkDescription
import TextFormats
import TrainingData

/// What a network answers to every line of a table.
public struct TableAnswers {
  /// The answer to one line.
  public struct Answer: Sendable {
    /// Which sample of the table, from 1.
    public let row: Int
    /// All outputs.
    public let outputs: [Double]
    /// The outputs as people say them.
    public let words: AnswerWords.Answer?
    /// What the table itself says, as it is written; empty where it says nothing.
    public let given: [String]
  }

  /// The answers, in the order of the table.
  public let answers: [Answer]
  /// What the outputs are called.
  public let outputNames: [String]
  /// The names of the columns that hold what the table itself says.
  public let givenNames: [String]
  private let classNames: [String]

  /// Asks a network about all lines.
  ///
  /// - Throws: `PlainError` for a line whose outputs are no numbers, or inputs that do not fit.
  public init(of network: any TrainableNetwork, to table: Table, as named: NamedNetwork) throws {
    let inputs = table.inputDataset(outputs: network.outputCount)
    guard inputs.inputCount == network.inputCount else {
      throw PlainError(
        "\(table.path): expected \(network.inputCount) inputs a line, as \(named.blueprint.name) "
          + "has, found \(inputs.inputCount): \(table.form.inputNames.prefix(12).joined(separator: ", "))"
      )
    }
    let words = AnswerWords(named)
    classNames = named.classNames
    outputNames = words.outputNames
    givenNames = table.answerNames
    answers = try (0..<table.count).map { sample in
      let outputs = try network.predict(inputs.input(of: sample))
      guard outputs.allSatisfy(\.isFinite) else {
        throw PlainError(
          "\(table.path): sample \(table.numbers[sample]): the outputs are no finite numbers: use "
            + "smaller numbers")
      }
      return Answer(
        row: table.numbers[sample], outputs: outputs, words: words.answer(to: outputs),
        given: table.answerCells[sample])
    }
  }

  /// The answers as a CSV table.
  public var csv: String {
    let isNamed = answers.first?.words != nil
    let titles =
      ["row"] + (isNamed ? ["answer"] : []) + outputNames + givenNames.map { "given \($0)" }
    let lines = answers.map { answer in
      commaSeparated(
        ["\(answer.row)"] + (answer.words.map { [$0.name] } ?? [])
          + answer.outputs.map { "\(JSONValue.number($0))" } + answer.given)
    }
    return ([commaSeparated(titles)] + lines).joined(separator: "\n") + "\n"
  }

  /// The answers as a table to look at.
  public var table: [String] {
    let isNamed = answers.first?.words != nil
    var text = TextTable(
      columns: [.right("row")]
        + (isNamed ? [.left("answer"), .right("strength")] : outputNames.map { .right($0) })
        + givenNames.map { .left("given \($0)") })
    for answer in answers {
      let own =
        answer.words.map { [$0.name, decimal($0.strength, digits: 4)] }
        ?? answer.outputs.map { decimal($0, digits: 4) }
      text.add(["\(answer.row)"] + own + answer.given)
    }
    return text.lines
  }

  /// How many of the classes that the table gives are answered rightly; nil where it gives none that
  /// the network knows.
  public var rightOnes: (right: Int, of: Int)? {
    let judged = answers.compactMap { answer -> Bool? in
      guard let name = answer.words?.name, let given = answer.given.first,
        classNames.contains(where: { Self.areOneClass($0, given) })
      else { return nil }
      return Self.areOneClass(name, given)
    }
    return judged.isEmpty ? nil : (judged.count { $0 }, judged.count)
  }

  /// The classes that the table gives and the network does not know, each once.
  public var unknownClasses: [String] {
    let given = answers.compactMap { $0.words == nil ? nil : $0.given.first?.trimmingBlanks }
    return Set(given).filter { given in
      !given.isEmpty && !classNames.contains { Self.areOneClass($0, given) }
    }.sorted()
  }

  /// Whether a cell means a class: 1 may be written 1.0.
  private static func areOneClass(_ name: String, _ cell: String) -> Bool {
    let cell = cell.trimmingBlanks
    guard let number = Double(name), let other = Double(cell) else { return name == cell }
    return number == other
  }

  /// The answers as JSON, an object a line.
  package var json: [[(String, JSONValue)]] {
    answers.map { answer in
      let words = answer.words.map { [("answer", JSONValue.string($0.name))] } ?? []
      let given: [(String, JSONValue)] =
        answer.given.isEmpty
        ? []
        : [("given", .object(zip(givenNames, answer.given).map { ($0, .string($1)) }))]
      return [
        ("row", .integer(answer.row)), ("output", .array(answer.outputs.map { .number($0) })),
      ] + words + given
    }
  }
}
