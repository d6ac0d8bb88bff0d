import NetworkDescription

/// Taking a training up again exactly where it stopped.
extension NeuronNetwork {
  /// A copy of everything that the next training step depends on.
  public var trainingState: TrainingState {
    let positions = optimizer.traits.memory.isEmpty ? [:] : memoryPositions
    let memory = optimizer.traits.memory.enumerated().map { number, remembered in
      let numbers = collect { weight in
        guard let position = positions[ObjectIdentifier(weight)], !self.memory.isEmpty else {
          return remembered.start
        }
        return self.memory[position][number]
      }
      return (remembered.name, numbers)
    }
    return TrainingState(
      parameters: parameters, optimizerMemory: Dictionary(uniqueKeysWithValues: memory),
      step: stepCount)
  }

  /// Goes back to a training state, so that training goes on exactly as it did from there.
  ///
  /// - Throws: `BlueprintError` if it is not a state of this network and its optimizer; nothing
  ///   has changed then.
  public func restore(_ state: TrainingState) throws(BlueprintError) {
    try state.validate(for: optimizer) { (tensors) throws(BlueprintError) in
      try checkShapes(of: tensors)
    }
    try setParameters(state.parameters)
    stepCount = state.step
    guard !state.optimizerMemory.isEmpty else { return }
    let positions = memoryPositions
    memory = [WeightMemory](repeating: WeightMemory(), count: weights.trainable.count)
    for (number, name) in optimizer.memoryNames.enumerated() {
      for tensor in tensors {
        let values = state.optimizerMemory[name]?[tensor.name]?.values ?? []
        for (weight, value) in zip(tensor.weights, values) {
          guard let position = positions[ObjectIdentifier(weight)] else { continue }
          memory[position][number] = value
        }
      }
    }
  }

  /// Where the memory of each trainable weight lies; a small network is asked after every epoch of a
  /// few microseconds.
  func findMemoryPositions() -> [ObjectIdentifier: Int] {
    Dictionary(
      uniqueKeysWithValues: weights.trainable.enumerated().map { (ObjectIdentifier($1), $0) })
  }
}
