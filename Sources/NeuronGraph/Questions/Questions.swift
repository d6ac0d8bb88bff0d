import NetworkDescription

/// What those who question a network need of it; nothing here changes what it has learned.
extension NeuronNetwork {
  /// The gradient of every weight and bias, by the weight's identity, as the next step would use it.
  ///
  /// The neurons keep the outputs and sensitivities of the passes.
  ///
  /// - Throws: As ``gradients(inputs:targets:)``.
  package func gradientOfEachWeight(
    inputs: [Double], targets: [Double]
  ) throws(NetworkError) -> (gradients: [ObjectIdentifier: Double], loss: Double) {
    let (tensors, loss) = try gradients(inputs: inputs, targets: targets)
    var gradients: [ObjectIdentifier: Double] = [:]
    for tensor in self.tensors {
      for (weight, gradient) in zip(tensor.weights, tensors[tensor.name]?.values ?? []) {
        gradients[ObjectIdentifier(weight)] = gradient
      }
    }
    return (gradients, loss)
  }

  /// The loss of one sample, as the next training step sees it: with its dropout and penalties.
  ///
  /// The neurons keep the sums and outputs of the pass.
  ///
  /// - Throws: `NetworkError` for a wrong number of values, or a loss that is not a finite number.
  package func loss(inputs: [Double], targets: [Double]) throws(NetworkError) -> Double {
    drawDropout(sample: 0)
    defer { endDropout() }
    return try finiteLoss(inputs: inputs, targets: targets) + finitePenalty()
  }

  /// Does something while some weights are others; afterwards they are what they were.
  package func with<Result, Failure: Error>(
    _ values: [(weight: Weight, value: Double)], _ action: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = values.map { $0.weight.value }
    for (weight, value) in values { weight.value = value }
    defer {
      for (entry, value) in zip(values, before) { entry.weight.value = value }
    }
    return try action()
  }

  /// Sends numbers back from the sums of neurons of the last layer, as sensitivities go back.
  ///
  /// Afterwards a neuron's `inputSensitivity` says how much Σ amount × sum changes with its own sum.
  /// The outputs must be those of a forward pass. No gradient is kept.
  ///
  /// - Returns: Whether all the neurons are in the last layer; if not, nothing was done.
  package func pullBack(from seeds: [(neuron: Neuron, amount: Double)]) -> Bool {
    guard let last = layers.last,
      seeds.allSatisfy({ seed in last.neurons.contains { $0 === seed.neuron } })
    else { return false }
    for layer in layers {
      for neuron in layer.neurons { neuron.sensitivity = 0 }
    }
    for neuron in last.neurons { neuron.inputSensitivity = 0 }
    for (neuron, amount) in seeds { neuron.inputSensitivity += amount }
    backwardFromSums()
    clearGradients()
    return true
  }

  /// The links that let the largest through in the last forward pass, one for each pooling neuron.
  package var openPoolingLinks: [Link] { layers.flatMap { $0.maxPools.compactMap { $0.open } } }

  /// Every weight and bias that training moves, each of them once, in the order of the passes.
  package var trainableWeights: [Weight] { weights.trainable }

  /// The same with those that are frozen.
  package var learnableWeights: [Weight] { weights.learned }
}
