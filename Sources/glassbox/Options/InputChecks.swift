import ArgumentParser
import NetworkDescription
import TextFormats
import TrainingData
import TrainingRuns

extension NamedNetwork {
  /// Refuses more or fewer numbers than the network takes, before it is built.
  func check(_ numbers: [Double], areInputsOf option: String) throws {
    try check(numbers, "inputs", expected: blueprint.input.count, option: option, names: inputNames)
  }

  /// The names of the inputs that a table had, for messages; empty without any.
  private var inputNames: String {
    guard let names = table?.inputNames, !names.isEmpty else { return "" }
    return ": " + names.prefix(12).map(\.shortenedOnOneLine).joined(separator: ", ")
      + (names.count > 12 ? ", …" : "")
  }

  /// The numbers of a list such as 0.5,-2.
  func numbers(in list: InputList) throws -> [Double] {
    guard let numbers = list.numbers else {
      throw ValidationError(
        "--input: expected \(counted(blueprint.input.count, "number")) separated by commas"
          + "\(inputNames), found '\(list.text.shortenedOnOneLine)'"
          + (table == nil
            ? "" : "; texts are understood in tables: give one with a line, with --data"))
    }
    try check(numbers, areInputsOf: "--input")
    return numbers
  }

  /// Refuses targets that the network, or its loss, cannot take.
  func check(_ numbers: [Double], areTargetsOf option: String) throws {
    try check(numbers, "targets", expected: blueprint.output.count, option: option)
    if let range = blueprint.loss.neededTargets,
      let stray = numbers.first(where: { !range.contains($0) })
    {
      throw CommandFailure("\(option): \(blueprint.loss.refusal(of: stray))")
    }
  }

  private func check(
    _ numbers: [Double], _ what: String, expected: Int, option: String, names: String = ""
  ) throws {
    guard numbers.count == expected else {
      let error = InputError(what: what, expected: expected, found: numbers.count)
      throw CommandFailure("\(option): \(error)\(names)")
    }
  }
}
