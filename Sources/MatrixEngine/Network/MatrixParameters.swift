import NetworkDescription

/// Handing over what the network has learned, as values in double precision.
extension MatrixNetwork {
  /// A copy of everything the network has learned.
  public var parameters: Parameters { collect { $0.numbers } }

  /// Whether all that the network has learned are finite numbers.
  public var hasFiniteParameters: Bool {
    plan.learned.allSatisfy { matrix in matrix.value.values.allSatisfy { $0.isFinite } }
  }

  /// A copy of everything that the next training step depends on.
  public var trainingState: TrainingState {
    var memory: [String: Parameters] = [:]
    for (index, name) in optimizer.optimizer.memoryNames.enumerated() {
      memory[name] = Parameters(tensors { $0.memory[index].numbers })
    }
    return TrainingState(parameters: parameters, optimizerMemory: memory, step: step)
  }

  /// Replaces everything the network has learned, and begins training anew.
  ///
  /// - Throws: `BlueprintError` if they are not the blueprint's parameters.
  public func setParameters(_ parameters: Parameters) throws(BlueprintError) {
    try blueprint.validate(parameters)
    assign(parameters)
    prepareLearning()
    step = 0
  }

  /// Goes back to a training state, so that training goes on exactly as it did from there.
  ///
  /// - Throws: `BlueprintError` if it is not a state of this network and its optimizer.
  public func restore(_ state: TrainingState) throws(BlueprintError) {
    try blueprint.validate(state)
    assign(state)
  }

  func assign(_ parameters: Parameters) {
    for matrix in plan.learned {
      matrix.assign(parameters[matrix.name]?.values ?? [])
    }
  }

  func assign(_ state: TrainingState) {
    assign(state.parameters)
    for (index, name) in optimizer.optimizer.memoryNames.enumerated() {
      for matrix in plan.learned {
        matrix.memory[index].assign(state.optimizerMemory[name]?[matrix.name]?.values ?? [])
      }
    }
    step = state.step
  }

  func collect(_ part: (LearnedMatrix<Scalar>) -> [Double]) -> Parameters {
    Parameters(tensors(part))
  }

  private func tensors(
    _ part: (LearnedMatrix<Scalar>) -> [Double]
  ) -> [String: Tensor] {
    Dictionary(
      uniqueKeysWithValues: plan.learned.map {
        ($0.name, Tensor(shape: $0.shape, values: part($0)))
      })
  }
}
