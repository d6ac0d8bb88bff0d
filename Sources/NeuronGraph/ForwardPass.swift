import NetworkDescription

/// Forward: from the inputs, layer by layer, to the outputs.
extension NeuronNetwork {
  /// Hands the input neurons their values.
  func setInputs<Follower: PassFollower>(
    _ inputs: UnsafeBufferPointer<Double>, _ follower: inout Follower
  ) {
    for (neuron, input) in zip(inputNeurons, inputs) {
      neuron.sum = input
      neuron.output = input
      follower.inputSet(neuron)
    }
  }

  /// Every link carries its source's output to its target, every neuron answers.
  func propagateForward<Follower: PassFollower>(_ follower: inout Follower) {
    for layer in layers.dropFirst() {
      for contest in layer.contests { follower.linkLetThrough(contest.decide(), of: contest) }
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        neuron.gather(links)
        for link in links { follower.linkCarried(link) }
        if neuron.activation != .softmax {
          neuron.activate()
          follower.neuronActivated(neuron, softmax: nil)
        }
      }
      for group in layer.softmaxGroups {
        let shared = group.activate()
        for neuron in group.neurons { follower.neuronActivated(neuron, softmax: shared) }
      }
    }
  }
}
