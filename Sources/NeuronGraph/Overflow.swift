/// Finding out where numbers stopped being numbers.
extension NeuronNetwork {
  /// The first weight, link or neuron, in the order of the forward pass, that is not finite.
  ///
  /// Looks at the values as the last forward pass left them.
  func firstOverflow() -> String {
    for neuron in inputNeurons where !neuron.output.isFinite {
      return "input neuron \(neuron.name) (\(neuron.output))"
    }
    for layer in layers.dropFirst() {
      for (neuron, links) in zip(layer.neurons, layer.incoming) {
        for link in links {
          if !link.weight.value.isFinite {
            return "link \(link.name) (weight \(link.weight.value))"
          }
          if !link.contribution.isFinite {
            return "link \(link.name) (\(link.source.output) × \(link.weight.value))"
          }
        }
        if let bias = neuron.bias, !bias.value.isFinite {
          return "neuron \(neuron.name) (bias \(bias.value))"
        }
        if !neuron.sum.isFinite { return "neuron \(neuron.name) (sum \(neuron.sum))" }
        if !neuron.output.isFinite { return "neuron \(neuron.name) (output \(neuron.output))" }
      }
    }
    let outputs = outputNeurons.map { "\($0.name) = \($0.output)" }.joined(separator: ", ")
    return "the loss itself (outputs \(outputs))"
  }
}
