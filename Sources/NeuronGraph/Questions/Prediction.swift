import NetworkDescription

/// Asking a network for an answer.
extension NeuronNetwork {
  /// The outputs for one sample.
  ///
  /// - Throws: `InputError` if there are more or fewer inputs than input neurons.
  public func predict(_ inputs: [Double]) throws(InputError) -> [Double] {
    try forward(inputs)
    return outputNeurons.map { $0.output }
  }
}
