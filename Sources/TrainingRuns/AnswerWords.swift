import NetworkDescription
import TrainingData

/// Outputs of a network as people say them: the name of a class, or numbers with their names.
public struct AnswerWords: Sendable {
  /// A class with how strongly the outputs say it.
  public struct Answer: Equatable, Sendable {
    /// The name of the class.
    public let name: String
    /// The position of the output it is read from.
    public let output: Int
    /// Its output; of a single output that says the first of two classes, what is missing to 1.
    public let strength: Double
  }

  private let classNames: [String]
  private let boundary: Double
  /// What each output is called; its position where nobody has named it.
  public let outputNames: [String]

  /// The words for a network's answers.
  public init(_ network: NamedNetwork) {
    classNames = network.classNames
    boundary = network.blueprint.classBoundary(of: network.classNames)
    let outputs = network.blueprint.output.count
    let targets = network.table?.targetNames ?? []
    if outputs == 1, classNames.count == 2 {
      outputNames = [classNames[1]]
    } else if outputs == 1, let only = classNames.first {
      // One class is the first of two, for which the output is low.
      outputNames = ["not \(only)"]
    } else if classNames.count == outputs {
      outputNames = classNames
    } else {
      outputNames = targets.count == outputs ? targets : (0..<outputs).map(String.init)
    }
  }

  /// The class that outputs say; nil where classes have no names.
  public func answer(to outputs: [Double]) -> Answer? {
    guard let only = outputs.first, outputs.count == 1 else {
      guard classNames.count == outputs.count else { return nil }
      let best = NetworkDescription.Answer.indexOfLargest(outputs)
      return Answer(name: classNames[best], output: best, strength: outputs[best])
    }
    guard let first = classNames.first, classNames.count <= 2 else { return nil }
    guard classNames.count == 2 else {
      return Answer(name: first, output: 0, strength: 2 * boundary - only)
    }
    return only > boundary
      ? Answer(name: classNames[1], output: 0, strength: only)
      : Answer(name: first, output: 0, strength: 2 * boundary - only)
  }
}

extension NamedNetwork {
  /// Whether a table's columns of numbers were learned, not classes.
  public var answersWithNumbers: Bool {
    classNames.isEmpty && table.map { !$0.targetNames.isEmpty } ?? false
  }

  /// What the input and output neurons stand for, where a table has named them: lines to put above
  /// numbers that have only the neurons' places.
  ///
  /// `input 0 is size, input 1 is rooms` / `output 0 is price`
  public var legend: [String] {
    guard let table else { return [] }
    func line(_ word: String, _ names: [String], _ count: Int) -> String? {
      guard names.count == count, !names.isEmpty else { return nil }
      let shown = names.prefix(12).enumerated().map { "\(word) \($0) is \($1.onOneLine)" }
      let rest = count > shown.count ? ["and so on, as the table's columns"] : []
      return (shown + rest).joined(separator: ", ")
    }
    return [
      line("input", table.inputNames, blueprint.input.count),
      line("output", AnswerWords(self).outputNames, blueprint.output.count),
    ].compactMap(\.self)
  }
}
