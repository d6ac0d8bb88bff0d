import NetworkDescription

/// Forward: from the inputs, layer by layer, to the outputs.
extension NeuronNetwork {
  /// Hands the input neurons their values, and lets every layer answer to the ones before it.
  ///
  /// - Throws: `InputError` if there are more or fewer inputs than input neurons.
  public func forward(_ inputs: [Double]) throws(InputError) {
    try checkInputs(inputs.count)
    for index in inputs.indices {
      inputNeurons[index].sum = inputs[index]
      inputNeurons[index].output = inputs[index]
    }
    for layer in layers.dropFirst() { layer.forward() }
  }
}

extension NeuronLayer {
  /// Every link carries its source's output to its target, every neuron answers.
  func forward() {
    for pool in maxPools { pool.openLargest() }
    for index in neurons.indices {
      neurons[index].gather(incoming[index])
      neurons[index].activate()
    }
    for group in softmaxGroups { group.activate() }
  }
}
