import NetworkDescription

/// The same training step in one visit less, about a fifth faster: Lernmi's way to learn.
///
/// Every link moves its weight as soon as it has pushed back. For a single sample, plain descent and
/// weights that no two links share, this gives bit for bit what `Step.swift` gives, which moves all
/// weights at the end: a link pushes back with its weight as it was, and nobody looks at the weight
/// again before the next sample.
extension NeuronNetwork {
  /// Whether moving each weight at once comes to the same as moving all at the end.
  var canStepFast: Bool {
    guard case .sgd(let sgd) = optimizer, sgd.isPlain else { return false }
    return weights.noneIsShared && penalizedWeights.isEmpty
  }

  /// One training step on one sample; only where ``canStepFast``.
  func fastStep(inputs: [Double], targets: [Double]) throws(NetworkError) -> Double {
    drawDropout(sample: 0)
    defer { endDropout() }
    let loss = try finiteLoss(inputs: inputs, targets: targets)
    let rate = optimizer.learningRate(at: stepCount)
    if !isLossFused { layers.last?.applySlopes() }
    layers.last?.pushBackAndMove(rate)
    for layer in layers.dropFirst().dropLast().reversed() {
      layer.applySlopes()
      layer.pushBackAndMove(rate)
    }
    stepCount += 1
    return loss
  }
}

extension NeuronLayer {
  /// Every link pushes back to its source, then moves its weight.
  fileprivate func pushBackAndMove(_ rate: Double) {
    for (neuron, links) in zip(neurons, incoming).reversed() {
      if let bias = neuron.bias { bias.move(rate, against: neuron.inputSensitivity) }
      for link in links.reversed() {
        let gradient = link.weightGradient
        link.source.sensitivity += link.pushedSensitivity
        link.weight.move(rate, against: gradient)
      }
    }
  }
}

extension Weight {
  /// Gradients are sums that begin at 0; adding it here, too, makes no difference but to −0.
  @inline(__always)
  fileprivate func move(_ rate: Double, against gradient: Double) {
    if isTrainable { value -= rate * (0 + gradient) }
  }
}
