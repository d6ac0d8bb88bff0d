import TextFormats

/// Everything that the next training step depends on, so that training can go on exactly where it
/// stopped.
public struct TrainingState: Hashable, Sendable {
  /// Everything the network has learned.
  public var parameters: Parameters
  /// What the optimizer remembers: for each of its ``Optimizer/memoryNames``, a number for every
  /// weight and bias, under the names of the parameters.
  public var optimizerMemory: [String: Parameters]
  /// How many training steps the network has made.
  public var step: Int

  /// Puts the parts of a state together.
  public init(
    parameters: Parameters, optimizerMemory: [String: Parameters] = [:], step: Int = 0
  ) {
    self.parameters = parameters
    self.optimizerMemory = optimizerMemory
    self.step = step
  }
}

extension TrainingState {
  /// Checks that a state has what an optimizer remembers, nothing left over, and a sensible step.
  ///
  /// - Parameter checkShapes: Checks tensors, those of the memory as well as the parameters.
  package func validate(
    for optimizer: Optimizer, checkShapes: (Parameters) throws(BlueprintError) -> Void
  ) throws(BlueprintError) {
    try checkShapes(parameters)
    guard step >= 0 else {
      throw .badValue(path: .root, key: "step", expected: "at least 0", found: "\(step)")
    }
    let names = optimizer.memoryNames
    for name in names {
      guard let memory = optimizerMemory[name] else {
        throw .badParameter(
          name: "optimizer memory", expected: "\(name), as \(optimizer.name) has it",
          found: "none")
      }
      do {
        try checkShapes(memory)
      } catch .badParameter(let tensor, let expected, let found) {
        throw .badParameter(name: "\(name) of \(tensor)", expected: expected, found: found)
      }
    }
    if let extra = optimizerMemory.keys.sorted().first(where: { !names.contains($0) }) {
      throw .badParameter(
        name: "optimizer memory", expected: "only what \(optimizer.name) remembers", found: extra)
    }
  }
}

extension NetworkBlueprint {
  /// Checks that a training state is one of this blueprint and its optimizer.
  ///
  /// - Throws: ``BlueprintError`` that names the tensor, what was expected and what was found.
  public func validate(_ state: TrainingState) throws(BlueprintError) {
    try validate(state.parameters)
    try state.validate(for: optimizer) { (tensors) throws(BlueprintError) in
      try checkShapes(of: tensors)
    }
  }
}
