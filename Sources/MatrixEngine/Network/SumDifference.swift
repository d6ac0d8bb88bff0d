import NetworkDescription

/// What speaks for one answer rather than another, told by matrices.
extension MatrixNetwork {
  /// The sum of one output less that of another, and how much it changes with each input.
  ///
  /// - Throws: `InputError` for a wrong number of inputs.
  /// - Returns: nil if there are no such outputs.
  package func difference(
    of answer: Int, less other: Int, inputs: [Double]
  ) throws(InputError) -> (difference: Double, inputSensitivities: [Double])? {
    let outputs = 0..<outputCount
    guard outputs.contains(answer), outputs.contains(other), answer != other else { return nil }
    _ = try predict(inputs)
    let last = lastLayer
    let difference = Double(last.sums.start[answer] - last.sums.start[other])
    last.sensitivities.clear(row: 0)
    last.sensitivities.start[answer] = 1
    last.sensitivities.start[other] = -1
    let found = Matrix<Scalar>(rows: 1, columns: inputCount)
    let pass = Pass(rows: 1, isTraining: false, step: step, threadPool: threadPool)
    backward(pass, inputSensitivities: found, startsFromSums: true)
    return (difference, found.numbers)
  }
}
