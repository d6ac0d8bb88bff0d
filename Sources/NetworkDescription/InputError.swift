/// More or fewer values than a network takes or gives.
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

extension TrainableNetwork {
  /// Throws an error unless there are as many inputs for a sample as the network takes.
  public func checkInputs(_ found: Int) throws(InputError) {
    guard found == inputCount else {
      throw InputError(what: "inputs", expected: inputCount, found: found)
    }
  }

  /// Throws an error unless there are as many targets for a sample as the network has outputs.
  public func checkTargets(_ found: Int) throws(InputError) {
    guard found == outputCount else {
      throw InputError(what: "targets", expected: outputCount, found: found)
    }
  }

  /// Throws an error unless a source's samples are of the network's size.
  public func check(_ source: some SampleSource) throws(InputError) {
    try checkInputs(source.inputCount)
    try checkTargets(source.targetCount)
  }

  /// The same before a training step, whose errors are of one type.
  package func checkFit(of source: some SampleSource) throws(NetworkError) {
    do { try check(source) } catch { throw .wrongSize(error) }
  }
}
