import NetworkDescription

/// A training step, whole: one sample goes forward, is compared with what it should have been, the
/// error goes backward, and the weights move.
///
/// Everything that learns does it by these methods. What each of the four parts does stands in the
/// file of its name.
extension NeuronNetwork {
  /// One training step on one sample.
  ///
  /// - Returns: The loss before the step, with penalties.
  /// - Throws: `NetworkError` for a wrong number of values, or for a loss that is not a finite number;
  ///   the weights are then as they were.
  @discardableResult
  public func step(inputs: [Double], targets: [Double]) throws(NetworkError) -> Double {
    let penalty = try finitePenalty()
    let loss = try addGradients(inputs: inputs, targets: targets)
    update()
    return loss + penalty
  }

  /// A step without its update: what one sample of a batch adds to the gradients.
  ///
  /// - Parameter sample: The sample's position in the batch, on which its dropout depends.
  /// - Returns: The loss of the sample.
  /// - Throws: As ``step(inputs:targets:)``; nothing has gone backward then.
  @discardableResult
  public func addGradients(
    inputs: [Double], targets: [Double], sample: Int = 0
  ) throws(NetworkError) -> Double {
    drawDropout(sample: sample)
    defer { endDropout() }
    let loss = try finiteLoss(inputs: inputs, targets: targets, sample: sample)
    backward()
    return loss
  }

  /// The first half of that: forward, and the comparison.
  ///
  /// - Throws: As ``step(inputs:targets:)``.
  package func finiteLoss(
    inputs: [Double], targets: [Double], sample: Int = 0
  ) throws(NetworkError) -> Double {
    let loss: Double
    do {
      try forward(inputs)
      loss = try compare(with: targets)
    } catch {
      throw .wrongSize(error)
    }
    try requireFinite(loss, sample: sample)
    return loss
  }
}
