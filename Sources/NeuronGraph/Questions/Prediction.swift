import NetworkDescription

/// Asking a network for an answer.
extension NeuronNetwork {
  /// The outputs for one sample.
  ///
  /// - Throws: ``InputError`` if there are more or fewer inputs than input neurons.
  public func predict(_ inputs: [Double]) throws(InputError) -> [Double] {
    try forward(inputs)
    return outputNeurons.map(\.output)
  }

  /// Throws an error unless a sample has as many values as there are input and output neurons.
  package func requireSizes(inputs: Int, targets: Int) throws(InputError) {
    try check(inputs, what: "inputs", expected: inputCount)
    try check(targets, what: "targets", expected: outputCount)
  }

  /// Throws an error unless so many values came as are needed.
  func check(_ found: Int, what: String, expected: Int) throws(InputError) {
    guard found == expected else {
      throw InputError(what: what, expected: expected, found: found)
    }
  }
}

/// More or fewer values than the network has neurons for.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What they are: inputs or targets.
  public let what: String
  /// How many the network takes.
  public let expected: Int
  /// How many came.
  public let found: Int

  /// Describes values that are too many or too few.
  public init(what: String, expected: Int, found: Int) {
    self.what = what
    self.expected = expected
    self.found = found
  }

  /// One line that says what is wrong.
  public var description: String {
    "\(what): expected \(expected) \(expected == 1 ? "number" : "numbers"), found \(found)"
  }
}
