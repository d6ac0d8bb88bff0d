import NetworkDescription

/// Learning from samples, a batch at a time.
extension NeuronNetwork: TrainableNetwork {
  /// One training step on one sample, in the fastest way; returns the loss before the step, with
  /// penalties.
  ///
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  @discardableResult
  public func learn(inputs: [Double], targets: [Double]) throws(NetworkError) -> Double {
    canStepFast
      ? try fastStep(inputs: inputs, targets: targets) : try step(inputs: inputs, targets: targets)
  }

  /// One training step: every sample adds its gradients, then every weight moves by their mean.
  ///
  /// Without any samples nothing moves.
  ///
  /// - Throws: `NetworkError` for samples of another size than the network's, or a loss that is not
  ///   a finite number; the weights are then as they were.
  public func train(on source: some SampleSource, samples: ArraySlice<Int>) throws(NetworkError)
    -> BatchResult
  {
    var result = BatchResult(sampleCount: samples.count)
    let penalty = try learn(from: source, samples: samples) { loss, targets in
      result.lossSum += loss
      judge(targets, of: source, &result)
    }
    result.penaltySum = penalty * Double(samples.count)
    return result
  }

  /// The same, without asking how good the answers are.
  ///
  /// - Returns: What large weights cost before the step.
  @discardableResult
  package func learn(
    from source: some SampleSource, samples: ArraySlice<Int>,
    _ observe: (_ loss: Double, _ targets: [Double]) -> Void = { _, _ in }
  ) throws(NetworkError) -> Double {
    try checkFit(of: source)
    guard !samples.isEmpty else { return 0 }
    let movesAtOnce = samples.count == 1 && canStepFast
    var penalty = 0.0
    do throws(NetworkError) {
      if !movesAtOnce { penalty = try finitePenalty() }
      try forEachSample(of: source, samples) { (position, inputs, targets) throws(NetworkError) in
        let loss =
          movesAtOnce
          ? try fastStep(inputs: inputs, targets: targets)
          : try fastGradients(inputs: inputs, targets: targets, sample: position)
        observe(loss, targets)
      }
    } catch {
      clearGradients()
      throw error
    }
    if !movesAtOnce { update(batchSize: samples.count) }
    return penalty
  }

  /// The same for several batches, a step for each.
  ///
  /// - Throws: As ``learn(from:samples:_:)``; the steps before the one that failed have been made.
  package func learn(
    from source: some SampleSource, samples: ArraySlice<Int>, batchSize: Int
  ) throws(NetworkError) {
    guard batchSize == 1, canStepFast else {
      var rest = samples
      while !rest.isEmpty {
        try learn(from: source, samples: rest.prefix(batchSize))
        rest = rest.dropFirst(batchSize)
      }
      return
    }
    try checkFit(of: source)
    try forEachSample(of: source, samples) { (_, inputs, targets) throws(NetworkError) in
      _ = try fastStep(inputs: inputs, targets: targets)
    }
  }

  /// The outputs for the chosen samples, and how good they are.
  ///
  /// Penalties count in the loss, as in training; dropout does not silence anything.
  ///
  /// - Throws: `InputError` for samples of another size than the network's.
  public func evaluate(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> BatchEvaluation {
    try check(source)
    var evaluation = BatchEvaluation(
      result: BatchResult(sampleCount: samples.count), outputs: [])
    evaluation.result.penaltySum = penalty * Double(samples.count)
    evaluation.outputs.reserveCapacity(samples.count * outputCount)
    try forEachSample(of: source, samples) { (_, inputs, targets) throws(InputError) in
      try forward(inputs)
      evaluation.result.lossSum += try compare(with: targets)
      judge(targets, of: source, &evaluation.result)
      for neuron in outputNeurons { evaluation.outputs.append(neuron.output) }
    }
    return evaluation
  }

  /// The loss of one sample as ``evaluate(on:samples:)`` measures it: nothing is learned from it.
  ///
  /// - Throws: `InputError` for a wrong number of values.
  public func measuredLoss(inputs: [Double], targets: [Double]) throws(InputError) -> Double {
    try forward(inputs)
    return try compare(with: targets) + penalty
  }

  /// Hands every chosen sample's inputs and targets to `body`, in the same two arrays each time.
  package func forEachSample<Failure: Error>(
    of source: some SampleSource, _ samples: ArraySlice<Int>,
    _ body: (_ position: Int, _ inputs: [Double], _ targets: [Double]) throws(Failure) -> Void
  ) throws(Failure) {
    // The network keeps the arrays, so that small steps need not ask for memory.
    var (inputs, targets) = sampleRoom
    sampleRoom = ([], [])
    defer { sampleRoom = (inputs, targets) }
    if inputs.count != source.inputCount {
      inputs = [Double](repeating: 0, count: source.inputCount)
    }
    if targets.count != source.targetCount {
      targets = [Double](repeating: 0, count: source.targetCount)
    }
    for (position, index) in samples.indices.enumerated() {
      let sample = samples[index...index]
      inputs.withUnsafeMutableBufferPointer { source.copy(.inputs, of: sample, to: $0) }
      targets.withUnsafeMutableBufferPointer { source.copy(.targets, of: sample, to: $0) }
      try body(position, inputs, targets)
    }
  }

  /// Adds to a result how good the outputs of the last forward pass are, besides their loss.
  package func judge(
    _ targets: [Double], of source: some SampleSource, _ result: inout BatchResult
  ) {
    switch source.targetKind {
    case .classes:
      result.correctCount += isRightAnswer(targets, boundary: source.classBoundary) ? 1 : 0
    case .numbers: result.addErrors(of: outputNeurons.map { $0.output }, from: targets)
    }
  }

  /// Whether the outputs of the last forward pass are the answer that the targets ask for.
  ///
  /// - Parameter boundary: What a single output is above when it means the second of two classes.
  public func isRightAnswer(_ targets: [Double], boundary: Double = 0.5) -> Bool {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: outputCount) { outputs in
      for (index, neuron) in outputNeurons.enumerated() {
        outputs.initializeElement(at: index, to: neuron.output)
      }
      return targets.withUnsafeBufferPointer {
        Answer.isRight(
          outputs: UnsafeBufferPointer(outputs), targets: $0, boundary: boundary)
      }
    }
  }
}
