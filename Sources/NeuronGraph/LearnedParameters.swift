import NetworkBlueprint

/// Handing over what the network has learned, and the gradients, as values.
extension NeuronNetwork {
  /// A copy of everything the network has learned.
  public var parameters: Parameters { collect(\.value) }

  /// A copy of the gradients that have been added up since the last update.
  public var gradients: Parameters { collect(\.gradient) }

  /// Replaces everything the network has learned, and forgets gradients and momentum.
  ///
  /// - Throws: ``BlueprintError`` if they are not this network's parameters.
  public func setParameters(_ parameters: Parameters) throws(BlueprintError) {
    for tensor in tensors {
      guard let values = parameters[tensor.name]?.values, values.count == tensor.weights.count
      else {
        throw .badParameter(
          name: tensor.name, expected: "\(tensor.weights.count) values",
          found: "\(parameters[tensor.name]?.values.count ?? 0)")
      }
    }
    for tensor in tensors {
      for (weight, value) in zip(tensor.weights, parameters[tensor.name]?.values ?? []) {
        weight.value = value
      }
    }
    clearGradients()
    velocities = []
  }

  /// The gradients of the loss for one sample, without learning from it.
  ///
  /// - Throws: ``InputError`` for a wrong number of values, ``TrainingFault`` for a loss that is
  ///   not a finite number.
  public func gradients(inputs: [Double], targets: [Double]) throws -> (Parameters, loss: Double) {
    try check(inputs.count, what: "inputs", expected: inputCount)
    try check(targets.count, what: "targets", expected: outputCount)
    clearGradients()
    var nobody = NoFollower()
    let loss = try inputs.withUnsafeBufferPointer {
      try addGradients(inputs: $0, targets: targets, sampleInBatch: 0, &nobody)
    }
    defer { clearGradients() }
    return (gradients, loss)
  }

  private func collect(_ number: KeyPath<Weight, Double>) -> Parameters {
    Parameters(
      Dictionary(
        uniqueKeysWithValues: tensors.map { tensor in
          (
            tensor.name,
            Tensor(shape: tensor.shape, values: tensor.weights.map { $0[keyPath: number] })
          )
        }))
  }
}
