import NetworkDescription

/// Handing over what the network has learned, and the gradients, as values.
extension NeuronNetwork {
  /// A copy of everything the network has learned.
  public var parameters: Parameters { collect { $0.value } }

  /// Whether all that the network has learned are finite numbers.
  public var hasFiniteParameters: Bool {
    tensors.allSatisfy { tensor in tensor.weights.allSatisfy { $0.value.isFinite } }
  }

  /// A copy of the gradients that have been added up since the last update.
  public var gradients: Parameters { collect { $0.gradient } }

  /// Replaces everything the network has learned, and begins training anew: gradients, what the
  /// optimizer remembers and the number of steps are forgotten.
  ///
  /// - Throws: `BlueprintError` if they are not this network's parameters.
  public func setParameters(_ parameters: Parameters) throws(BlueprintError) {
    try validate(parameters)
    for tensor in tensors {
      for (weight, value) in zip(tensor.weights, parameters[tensor.name]?.values ?? []) {
        weight.value = value
      }
    }
    normalization?.prepare()
    weightsWereChanged = true
    clearGradients()
    memory = []
    stepCount = 0
  }

  /// Throws an error unless these are parameters that this network can have.
  func validate(_ parameters: Parameters) throws(BlueprintError) {
    try checkShapes(of: parameters)
    for tensor in tensors {
      try tensor.role.check(parameters[tensor.name]?.values ?? [], called: tensor.name)
    }
  }

  /// Throws an error unless these are tensors of this network, all of them and no others.
  func checkShapes(of parameters: Parameters) throws(BlueprintError) {
    for tensor in tensors {
      guard let found = parameters[tensor.name] else {
        throw .badParameter(
          name: tensor.name, expected: "a tensor shaped \(tensor.shape)", found: "none")
      }
      guard found.shape == tensor.shape, found.values.count == tensor.weights.count else {
        throw .badParameter(
          name: tensor.name, expected: "\(tensor.weights.count) values shaped \(tensor.shape)",
          found: "\(found.values.count) shaped \(found.shape)")
      }
    }
    let known = Set(tensors.map { $0.name })
    if let extra = parameters.tensors.keys.sorted().first(where: { !known.contains($0) }) {
      throw .badParameter(name: extra, expected: "only tensors of this network", found: "one more")
    }
  }

  /// Gives a weight or bias another value, between two training steps.
  ///
  /// Unlike ``setParameters(_:)`` it forgets nothing: training goes on with what the optimizer
  /// remembers. Links that share the weight share the new value.
  public func change(_ weight: Weight, to value: Double) {
    weight.value = value
    weightsWereChanged = true
  }

  /// The gradients of the loss for one sample, without learning from it.
  ///
  /// They are those that the next training step would use: with its dropout, and with penalties,
  /// both in the gradients and in the loss.
  ///
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  public func gradients(inputs: [Double], targets: [Double]) throws(NetworkError) -> (
    Parameters, loss: Double
  ) {
    clearGradients()
    defer { clearGradients() }
    let loss = try addGradients(inputs: inputs, targets: targets)
    let penalty = try finitePenalty()
    addPenaltyGradients()
    return (gradients, loss + penalty)
  }

  /// The gradients of the mean loss of a batch, without learning from it.
  ///
  /// - Returns: The gradients, shaped as the parameters, and the mean loss. Without any samples
  ///   both are 0 but for the penalties.
  /// - Throws: `NetworkError` for samples of another size than the network's, or a loss that is not
  ///   a finite number.
  public func gradients(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(NetworkError) -> (Parameters, loss: Double) {
    try checkFit(of: source)
    clearGradients()
    defer { clearGradients() }
    var lossSum = 0.0
    try forEachSample(of: source, samples) { (position, inputs, targets) throws(NetworkError) in
      lossSum += try addGradients(inputs: inputs, targets: targets, sample: position)
    }
    let penalty = try finitePenalty()
    averageGradients(over: samples.count)
    addPenaltyGradients()
    return (gradients, lossSum / Double(max(1, samples.count)) + penalty)
  }

  /// A number of every weight, as tensors under the names of the parameters.
  package func collect(_ number: (Weight) -> Double) -> Parameters {
    Parameters(
      Dictionary(
        uniqueKeysWithValues: tensors.map { tensor in
          (
            tensor.name,
            Tensor(shape: tensor.shape, values: tensor.weights.map(number))
          )
        }))
  }
}
