import NetworkDescription

/// Backward: from the loss, layer by layer, back to the inputs.
///
/// Everything is visited in exactly the opposite order of the forward pass, like a film run
/// backwards.
extension NeuronNetwork {
  /// Every neuron multiplies by its slope, every link adds to its weight's gradient and pushes back
  /// to its source.
  public func backward() {
    // Fused with the loss, the last activation has its slope behind it; see `compare(with:)`.
    if !isLossFused { layers.last?.applySlopes() }
    backwardFromSums()
  }

  /// The same from the sums of the last layer, whose input sensitivities are known.
  func backwardFromSums() {
    layers.last?.pushBack()
    for index in layers.indices.dropFirst().dropLast().reversed() {
      layers[index].applySlopes()
      layers[index].pushBack()
    }
  }
}

extension NeuronLayer {
  /// Takes the sensitivities of all neurons from their outputs to their sums.
  func applySlopes() {
    for neuron in neurons { neuron.applySlope() }
    for group in softmaxGroups { group.applySlopes() }
  }

  /// Every link pushes back to its source.
  func pushBack() {
    for index in neurons.indices.reversed() {
      neurons[index].bias?.gradient += neurons[index].inputSensitivity
      for link in incoming[index].reversed() { link.pushBack() }
    }
  }
}
