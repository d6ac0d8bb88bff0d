import NetworkDescription

/// Learning from samples, a batch at a time.
extension NeuronNetwork: TrainableNetwork {
  /// How many input neurons there are.
  public var inputCount: Int { inputNeurons.count }

  /// How many output neurons there are.
  public var outputCount: Int { outputNeurons.count }

  /// One training step on one sample; returns the loss before the step, with penalties.
  ///
  /// - Throws: ``InputError`` for a wrong number of values, ``TrainingFault`` for a loss that is
  ///   not a finite number.
  @discardableResult
  public func learn(inputs: [Double], targets: [Double]) throws -> Double {
    try checkInputs(inputs.count)
    try checkTargets(targets.count)
    var penalty = 0.0
    let loss = try inputs.withUnsafeBufferPointer {
      try step(inputs: $0, targets: targets, &penalty)
    }
    return loss + penalty
  }

  /// One training step: every sample adds its gradients, then every weight moves by their mean.
  ///
  /// Without any samples nothing moves.
  ///
  /// - Throws: ``InputError`` for samples of another size than the network's, ``TrainingFault`` for
  ///   a loss that is not a finite number; the weights are then as they were.
  public func train(on source: some SampleSource, samples: ArraySlice<Int>) throws -> BatchResult {
    try check(source)
    var nobody = NoFollower()
    var result = BatchResult(sampleCount: samples.count)
    guard !samples.isEmpty else { return result }
    if samples.count == 1 {
      try forEachSample(of: source, samples) { _, inputs, targets in
        result.lossSum += try step(inputs: inputs, targets: Array(targets), &result.penaltySum)
        result.correctCount += isRight(targets) ? 1 : 0
      }
      return result
    }
    do {
      result.penaltySum = try finitePenaltyLoss(&nobody) * Double(samples.count)
      try forEachSample(of: source, samples) { position, inputs, targets in
        result.lossSum += try addGradients(
          inputs: inputs, targets: Array(targets), sampleInBatch: position, &nobody)
        result.correctCount += isRight(targets) ? 1 : 0
      }
    } catch {
      clearGradients()
      throw error
    }
    updateWeights(batchSize: samples.count, &nobody)
    return result
  }

  /// The outputs for the chosen samples, and how good they are.
  ///
  /// Penalties count in the loss, as in training; dropout does not silence anything.
  ///
  /// - Throws: ``InputError`` for samples of another size than the network's.
  public func evaluate(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> BatchEvaluation {
    try check(source)
    var nobody = NoFollower()
    var evaluation = BatchEvaluation(
      result: BatchResult(sampleCount: samples.count), outputs: [])
    evaluation.result.penaltySum = penaltyLoss(&nobody) * Double(samples.count)
    evaluation.outputs.reserveCapacity(samples.count * outputCount)
    forEachSample(of: source, samples) { _, inputs, targets in
      forward(inputs)
      evaluation.result.lossSum += computeLoss(against: Array(targets), &nobody)
      evaluation.result.correctCount += isRight(targets) ? 1 : 0
      for neuron in outputNeurons { evaluation.outputs.append(neuron.output) }
    }
    return evaluation
  }

  /// One training step on one sample; returns its loss, and the penalty apart from it.
  private func step(
    inputs: UnsafeBufferPointer<Double>, targets: [Double], _ penalty: inout Double
  ) throws(TrainingFault) -> Double {
    if case .sgd(let sgd) = optimizer, sgd.momentum == 0, weights.noneIsShared,
      penalizedWeights.isEmpty
    {
      var immediately = ImmediateDescent(learningRate: optimizer.learningRate(at: stepCount))
      let loss = try addGradients(
        inputs: inputs, targets: targets, sampleInBatch: 0, &immediately)
      stepCount += 1
      return loss
    }
    var nobody = NoFollower()
    penalty = try finitePenaltyLoss(&nobody)
    let loss = try addGradients(inputs: inputs, targets: targets, sampleInBatch: 0, &nobody)
    updateWeights(batchSize: 1, &nobody)
    return loss
  }

  /// Forward, loss and backward for one sample; returns the sample's loss.
  ///
  /// A loss that is not a finite number stops before anything goes back.
  func addGradients<Follower: PassFollower>(
    inputs: UnsafeBufferPointer<Double>, targets: [Double], sampleInBatch: Int,
    _ follower: inout Follower
  ) throws(TrainingFault) -> Double {
    drawDropout(sample: sampleInBatch, &follower)
    defer { endDropout() }
    let loss = try goForward(
      inputs: inputs, targets: targets, sampleInBatch: sampleInBatch, &follower)
    goBackward(targets: targets, &follower)
    return loss
  }

  /// From the inputs to the loss.
  func goForward<Follower: PassFollower>(
    inputs: UnsafeBufferPointer<Double>, targets: [Double], sampleInBatch: Int,
    _ follower: inout Follower
  ) throws(TrainingFault) -> Double {
    setInputs(inputs, &follower)
    propagateForward(&follower)
    let loss = computeLoss(against: targets, &follower)
    guard loss.isFinite else {
      throw TrainingFault(loss: loss, sampleInBatch: sampleInBatch, culprit: firstOverflow())
    }
    return loss
  }

  /// From the loss back to the inputs.
  func goBackward<Follower: PassFollower>(targets: [Double], _ follower: inout Follower) {
    compareOutputs(with: targets, &follower)
    propagateBackward(fromSums: lossAndActivationTogether, &follower)
  }

  /// Hands every chosen sample's inputs and targets to `body`.
  func forEachSample(
    of source: some SampleSource, _ samples: ArraySlice<Int>,
    _ body: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) throws -> Void
  ) rethrows {
    try withUnsafeTemporaryAllocation(of: Double.self, capacity: source.inputCount) { inputs in
      try withUnsafeTemporaryAllocation(of: Double.self, capacity: source.targetCount) { targets in
        for (position, index) in samples.indices.enumerated() {
          source.copy(.inputs, of: samples[index...index], to: inputs)
          source.copy(.targets, of: samples[index...index], to: targets)
          try body(position, UnsafeBufferPointer(inputs), UnsafeBufferPointer(targets))
        }
      }
    }
  }

  /// Whether the outputs of the last forward pass are the answer that the targets ask for.
  public func isRightAnswer(_ targets: [Double]) -> Bool {
    targets.withUnsafeBufferPointer { isRight($0) }
  }

  /// The same for targets in a buffer.
  func isRight(_ targets: UnsafeBufferPointer<Double>) -> Bool {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: outputCount) { outputs in
      for (index, neuron) in outputNeurons.enumerated() {
        outputs.initializeElement(at: index, to: neuron.output)
      }
      return Answer.isRight(outputs: UnsafeBufferPointer(outputs), targets: targets)
    }
  }
}
