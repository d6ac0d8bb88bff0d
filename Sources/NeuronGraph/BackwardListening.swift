/// Listening to a backward pass that nothing is learned from.
///
/// A trace has a name and an event for everything that happens; here neurons and links are handed
/// out themselves, which is many times faster where there are millions of links.
extension NeuronNetwork {
  /// What of a backward pass is told, in the order of the computation.
  package struct BackwardListener {
    /// An output was compared with its target; `together` says that its sensitivity is already that
    /// of its sum.
    package var compared: (_ neuron: Neuron, _ together: Bool) -> Void
    /// A neuron multiplied its sensitivity by a factor, after what is common to its softmax group
    /// was taken off.
    package var turned: (_ neuron: Neuron, _ factor: Double, _ common: Double?) -> Void
    /// A link pushed back; its weight and its ends hold the numbers of that moment.
    package var pushed: (_ link: Link) -> Void

    /// Puts together who listens.
    package init(
      compared: @escaping (_ neuron: Neuron, _ together: Bool) -> Void,
      turned: @escaping (_ neuron: Neuron, _ factor: Double, _ common: Double?) -> Void,
      pushed: @escaping (_ link: Link) -> Void
    ) {
      (self.compared, self.turned, self.pushed) = (compared, turned, pushed)
    }
  }

  /// One sample forward and backward as the next training step does it, without the update.
  ///
  /// The neurons keep the numbers of the passes.
  ///
  /// - Returns: The loss, with penalties.
  /// - Throws: ``InputError`` for a wrong number of values, ``TrainingFault`` for a loss that is
  ///   not a finite number.
  package func goBackward(
    inputs: [Double], targets: [Double], tell listener: BackwardListener
  ) throws -> Double {
    try checkInputs(inputs.count)
    try checkTargets(targets.count)
    var follower = BackwardFollower(listener: listener, together: lossAndActivationTogether)
    defer { clearGradients() }
    let (loss, penalty) = try inputs.withUnsafeBufferPointer {
      try addGradientsAndPenalty(inputs: $0, targets: targets, &follower)
    }
    return loss + penalty
  }
}

/// Passes on what a listener wants to know.
private struct BackwardFollower: PassFollower {
  let listener: NeuronNetwork.BackwardListener
  let together: Bool

  func outputCompared(_ neuron: Neuron, target: Double) { listener.compared(neuron, together) }

  func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope) {
    let (factor, common) = slope.numbers(of: neuron)
    listener.turned(neuron, factor, common)
  }

  func linkPushedBack(_ link: Link) { listener.pushed(link) }
}
