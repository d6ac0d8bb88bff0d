import NetworkDescription
import NeuronGraph

/// Learning while every number is told.
extension NeuronNetwork {
  /// One training step on one sample, as `NeuronNetwork.step(inputs:targets:)` does it, event by
  /// event.
  ///
  /// - Parameters:
  ///   - inputs: A number for each input neuron.
  ///   - targets: A number for each output neuron.
  ///   - observe: Told of every event, in the order of the computation. The events of each phase are
  ///     told once it is over; the network's neurons and weights then hold its numbers.
  /// - Returns: The loss before the step, with penalties.
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  @discardableResult
  public func trace(
    inputs: [Double], targets: [Double], observe: (TraceEvent) -> Void
  ) throws(NetworkError) -> Double {
    let (loss, penalty) = try TracedSample(self).trace(
      inputs: inputs, targets: targets, withPenalty: true, observe)
    TracedUpdate(self).trace(batchSize: 1, observe)
    return loss + penalty
  }

  /// The forward half of a step alone: what the network answers, event by event, without dropout,
  /// which there is in training only.
  ///
  /// - Parameter observe: Told of every event once all outputs are known.
  /// - Returns: The outputs.
  /// - Throws: `NetworkError` for a wrong number of inputs, or an output that is not a finite
  ///   number; then nothing is told.
  @discardableResult
  public func traceForward(
    inputs: [Double], observe: (TraceEvent) -> Void
  ) throws(NetworkError) -> [Double] {
    let outputs = try finiteOutputs(for: inputs)
    TracedSample(self).tellForward(observe)
    return outputs
  }

  /// The events of one training step on one sample, in order.
  public func trace(inputs: [Double], targets: [Double]) throws(NetworkError) -> [TraceEvent] {
    var events: [TraceEvent] = []
    try trace(inputs: inputs, targets: targets) { events.append($0) }
    return events
  }
}
