import NetworkDescription

/// Which parts of a training step a trace tells; the others are only computed.
public struct TracedParts: Hashable, Sendable {
  /// The samples, by their positions in the batch.
  public var samples: Range<Int>
  /// Whether the weights' moves are told.
  public var update: Bool

  /// Chooses parts of a step.
  public init(samples: Range<Int>, update: Bool) {
    self.samples = samples
    self.update = update
  }

  /// Everything.
  public static let all = TracedParts(samples: 0..<Int.max, update: true)
}

/// Learning from a batch while every number is told.
extension NeuronNetwork {
  /// One training step on a batch, as ``train(on:samples:)`` does it, event by event.
  ///
  /// Sample after sample goes forward, is compared and goes backward; then the weights move. The
  /// penalty on large weights is told with the first sample's loss.
  ///
  /// - Parameters:
  ///   - source: What the samples are taken from.
  ///   - samples: Which samples make up the batch.
  ///   - parts: What is told; what is not costs no more than ``train(on:samples:)``.
  ///   - observe: Told of every event, in the order of the computation, while neurons and weights
  ///     hold the numbers of that moment.
  /// - Returns: How the batch went, before the step.
  /// - Throws: ``InputError`` for samples of another size than the network's, ``TrainingFault`` for
  ///   a loss that is not a finite number; the weights are then as they were.
  @discardableResult
  public func trace(
    on source: some SampleSource, samples: ArraySlice<Int>, parts: TracedParts = .all,
    observe: (TraceEvent) -> Void
  ) throws -> BatchResult {
    try check(source)
    var result = BatchResult(sampleCount: samples.count)
    guard !samples.isEmpty else { return result }
    return try withoutActuallyEscaping(observe) { observe in
      var tracer = Tracer(network: self, observe: observe)
      var nobody = NoFollower()
      do {
        try forEachSample(of: source, samples) { position, inputs, targets in
          let isTold = parts.samples.contains(position)
          let sample = (inputs: inputs, targets: Array(targets), position: position)
          let (loss, penalty) =
            isTold ? try learnFrom(sample, &tracer) : try learnFrom(sample, &nobody)
          result.lossSum += loss
          result.penaltySum += penalty * Double(samples.count)
          result.correctCount += isRight(targets) ? 1 : 0
        }
      } catch {
        clearGradients()
        throw error
      }
      if parts.update {
        updateWeights(batchSize: samples.count, &tracer)
      } else {
        updateWeights(batchSize: samples.count, &nobody)
      }
      return result
    }
  }

  private func learnFrom<Follower: PassFollower>(
    _ sample: (inputs: UnsafeBufferPointer<Double>, targets: [Double], position: Int),
    _ follower: inout Follower
  ) throws(TrainingFault) -> (loss: Double, penalty: Double) {
    guard sample.position > 0 else {
      return try addGradientsAndPenalty(
        inputs: sample.inputs, targets: sample.targets, &follower)
    }
    let loss = try addGradients(
      inputs: sample.inputs, targets: sample.targets, sampleInBatch: sample.position, &follower)
    return (loss, 0)
  }

  /// Gives a weight or bias another value, between two training steps.
  ///
  /// Unlike ``setParameters(_:)`` it forgets nothing: training goes on with what the optimizer
  /// remembers. Links that share the weight share the new value.
  public func change(_ weight: Weight, to value: Double) {
    weight.value = value
  }
}
