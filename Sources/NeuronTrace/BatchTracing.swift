import NetworkDescription
import NeuronGraph

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
  /// One training step on a batch, as `train(on:samples:)` does it, event by event.
  ///
  /// Sample after sample goes forward, is compared and goes backward; then the weights move. The
  /// penalty on large weights is told with the first sample's loss.
  ///
  /// - Parameters:
  ///   - source: What the samples are taken from.
  ///   - samples: Which samples make up the batch.
  ///   - parts: What is told; what is not costs no more than `train(on:samples:)`.
  ///   - observe: Told of every event, in the order of the computation. The events of each phase are
  ///     told once it is over; the network's neurons and weights then hold its numbers.
  /// - Returns: How the batch went, before the step.
  /// - Throws: `NetworkError` for samples of another size than the network's, or a loss that is not
  ///   a finite number; the weights are then as they were.
  @discardableResult
  public func trace(
    on source: some SampleSource, samples: ArraySlice<Int>, parts: TracedParts = .all,
    observe: (TraceEvent) -> Void
  ) throws(NetworkError) -> BatchResult {
    try checkFit(of: source)
    var result = BatchResult(sampleCount: samples.count)
    guard !samples.isEmpty else { return result }
    let traced = TracedSample(self)
    do throws(NetworkError) {
      try forEachSample(of: source, samples) { (position, inputs, targets) throws(NetworkError) in
        // The penalty is there once a batch; it is told with the first sample.
        let isFirst = position == 0
        if parts.samples.contains(position) {
          let (loss, penalty) = try traced.trace(
            inputs: inputs, targets: targets, sample: position, withPenalty: isFirst, observe)
          result.lossSum += loss
          result.penaltySum += penalty * Double(samples.count)
        } else {
          result.lossSum += try addGradients(inputs: inputs, targets: targets, sample: position)
          result.penaltySum += isFirst ? try finitePenalty() * Double(samples.count) : 0
        }
        judge(targets, of: source, &result)
      }
    } catch {
      clearGradients()
      throw error
    }
    if parts.update {
      TracedUpdate(self).trace(batchSize: samples.count, observe)
    } else {
      update(batchSize: samples.count)
    }
    return result
  }
}
