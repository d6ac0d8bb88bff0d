import NetworkDescription

/// Backward: from the loss, layer by layer, back to the inputs.
///
/// Everything is visited in exactly the opposite order of the forward pass, like a film run
/// backwards.
extension NeuronNetwork {
  /// Computes the loss of the present outputs.
  func computeLoss<Follower: PassFollower>(
    against targets: [Double], _ follower: inout Follower
  ) -> Double {
    let value =
      lossAndActivationTogether
      ? loss.valueTogether(outputNeurons, against: targets)
      : loss.value(of: outputNeurons, against: targets)
    follower.lossComputed(value)
    return value
  }

  /// Tells every output neuron how much the loss changes if it changes.
  func compareOutputs<Follower: PassFollower>(
    with targets: [Double], _ follower: inout Follower
  ) {
    for layer in layers {
      for neuron in layer.neurons { neuron.sensitivity = 0 }
    }
    let targetTotal = targets.reduce(0, +)
    for (neuron, target) in zip(outputNeurons, targets) {
      // Computed together, the slope of the activation is already in the sensitivity.
      neuron.sensitivity =
        lossAndActivationTogether
        ? loss.inputSensitivityTogether(
          output: neuron.output, target: target, targetTotal: targetTotal,
          outputCount: outputNeurons.count)
        : loss.sensitivity(
          output: neuron.output, target: target, outputCount: outputNeurons.count)
      follower.outputCompared(neuron, target: target)
    }
  }

  /// Every neuron multiplies by its slope, every link pushes back to its source.
  ///
  /// - Parameter fromSums: Whether the sensitivities of the last layer are already those of its
  ///   sums, because loss and activation were computed together.
  func propagateBackward<Follower: PassFollower>(
    fromSums: Bool, _ follower: inout Follower
  ) {
    for (index, layer) in layers.enumerated().dropFirst().reversed() {
      let together = fromSums && index == layers.count - 1
      let softmax = together ? nil : layer.turnBackSoftmax()
      for (neuron, links) in zip(layer.neurons, layer.incoming).reversed() {
        if together {
          neuron.inputSensitivity = neuron.sensitivity
        } else if neuron.activation != .softmax {
          neuron.inputSensitivity = neuron.sensitivity * neuron.slope
        }
        neuron.bias?.gradient += neuron.inputSensitivity
        follower.neuronTurnedBack(
          neuron, slope: together ? .together : softmax?[ObjectIdentifier(neuron)] ?? .own)

        for link in links.reversed() {
          link.pushBack()
          follower.linkPushedBack(link)
        }
      }
    }
  }
}
