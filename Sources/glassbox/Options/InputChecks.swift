import NetworkDescription
import TrainingData
import TrainingRuns

extension NamedNetwork {
  /// Refuses more or fewer numbers than the network takes, before it is built.
  func check(_ numbers: [Double], areInputsOf option: String) throws {
    try check(numbers, "inputs", expected: blueprint.input.count, option: option)
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
    _ numbers: [Double], _ what: String, expected: Int, option: String
  ) throws {
    guard numbers.count == expected else {
      let error = InputError(what: what, expected: expected, found: numbers.count)
      throw CommandFailure("\(option): \(error)")
    }
  }
}
