import NetworkDescription

/// A training step, whole: one sample goes forward, is compared with what it should have been, the
/// error goes backward, and the weights move.
///
/// Everything that learns does it by these methods; what each of them does stands in the file of its
/// name.
extension NeuronNetwork {
  /// One training step on one sample.
  ///
  /// - Returns: The loss before the step, with penalties.
  /// - Throws: ``InputError`` for a wrong number of values, ``TrainingFault`` for a loss that is
  ///   not a finite number; the weights are then as they were.
  @discardableResult
  public func step(inputs: [Double], targets: [Double]) throws -> Double {
    try checkInputs(inputs.count)
    try checkTargets(targets.count)
    let penalty = try finitePenalty()
    let loss = try addGradients(inputs: inputs, targets: targets)
    update()
    return loss + penalty
  }

  /// A step without its update: what one sample of a batch adds to the gradients.
  ///
  /// A loss that is not a finite number stops before anything goes back.
  ///
  /// - Parameter sample: The sample's position in the batch, on which its dropout depends.
  /// - Returns: The loss of the sample.
  /// - Throws: As ``step(inputs:targets:)``.
  @discardableResult
  public func addGradients(
    inputs: [Double], targets: [Double], sample: Int = 0
  ) throws -> Double {
    drawDropout(sample: sample)
    defer { endDropout() }
    try forward(inputs)
    let loss = try compare(with: targets)
    try requireFinite(loss, sample: sample)
    backward()
    return loss
  }
}
