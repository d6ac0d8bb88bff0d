import NetworkDescription

/// Finding out where numbers stopped being numbers.
extension NeuronNetwork {
  /// Throws an error unless the loss of a sample is a finite number.
  package func requireFinite(_ loss: Double, sample: Int) throws(NetworkError) {
    guard !loss.isFinite else { return }
    throw .notFinite(
      TrainingFault(loss: loss, sampleInBatch: sample, culprit: firstOverflow()))
  }

  /// The outputs for one sample, if they can be used.
  ///
  /// - Throws: `NetworkError` for a wrong number of inputs, or if an output is infinite or not a
  ///   number.
  public func finiteOutputs(for inputs: [Double]) throws(NetworkError) -> [Double] {
    let outputs: [Double]
    do { outputs = try predict(inputs) } catch { throw .wrongSize(error) }
    guard outputs.allSatisfy({ $0.isFinite }) else {
      throw .overflow(OutputOverflow(culprit: firstOverflow()))
    }
    return outputs
  }

  /// The link or neuron that a learned number sits on; the first of them, if several share it.
  public func place(of index: Int, in tensor: String) -> WeightPlace? {
    guard let weights = tensors.first(where: { $0.name == tensor })?.weights,
      weights.indices.contains(index)
    else { return nil }
    let weight = weights[index]
    if let link = links.first(where: { $0.weight === weight }) { return .link(link.name) }
    let neuron = layers.lazy.flatMap { $0.neurons }.first { $0.bias === weight }
    return neuron.map { .bias($0.name) }
  }

  /// The first weight, link or neuron, in the order of the forward pass, that is not finite.
  ///
  /// Looks at the values as the last forward pass left them.
  func firstOverflow() -> Overflow {
    for neuron in inputNeurons where !neuron.output.isFinite {
      return .input(neuron.name, neuron.output)
    }
    for layer in layers.dropFirst() {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for link in links {
          let weight = link.weight.value
          if !weight.isFinite { return .weight(link.name, weight) }
          if !link.contribution.isFinite {
            return .contribution(link.name, input: link.source.output, weight: weight)
          }
        }
        if let bias = neuron.bias, !bias.value.isFinite { return .bias(neuron.name, bias.value) }
        if !neuron.sum.isFinite { return .sum(neuron.name, neuron.sum) }
        if !neuron.output.isFinite { return .output(neuron.name, neuron.output) }
      }
    }
    return .loss(outputs: outputNeurons.map { Overflow.Output($0.name, $0.output) })
  }
}
