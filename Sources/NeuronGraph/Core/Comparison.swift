import NetworkDescription

/// Compare: how far the outputs are from their targets, and which way they should have gone.
extension NeuronNetwork {
  /// Tells every output neuron how much the loss changes if it changes.
  ///
  /// All other sensitivities become 0: nothing has been pushed back yet.
  ///
  /// - Returns: The loss of this sample.
  /// - Throws: `InputError` if there are more or fewer targets than output neurons.
  @discardableResult
  public func compare(with targets: [Double]) throws(InputError) -> Double {
    try checkTargets(targets.count)
    for layer in layers {
      for neuron in layer.neurons { neuron.sensitivity = 0 }
    }
    return compareOutputs(with: targets)
  }

  /// The same for the output neurons alone.
  func compareOutputs(with targets: [Double]) -> Double {
    if isLossFused { return compareSums(with: targets) }
    for (neuron, target) in zip(outputNeurons, targets) {
      neuron.sensitivity = loss.sensitivity(
        output: neuron.output, target: target, outputCount: outputCount)
    }
    return loss.value(of: outputNeurons, against: targets)
  }

  /// The same where the loss is fused with the last activation.
  ///
  /// The loss looks at the sums, behind the activation's back, and tells ∂loss/∂sum at once. That
  /// is exact where the activation is so flat that its slope has no digits left.
  private func compareSums(with targets: [Double]) -> Double {
    let targetTotal = targets.reduce(0, +)
    for (neuron, target) in zip(outputNeurons, targets) {
      neuron.inputSensitivity = loss.fusedSensitivity(
        output: neuron.output, target: target, targetTotal: targetTotal, outputCount: outputCount)
    }
    return loss.fusedValue(outputNeurons, against: targets)
  }
}
