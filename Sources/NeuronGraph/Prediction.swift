import NetworkDescription

/// Asking a network for an answer.
extension NeuronNetwork {
  /// The outputs for one sample.
  ///
  /// - Throws: ``InputError`` if there are more or fewer inputs than input neurons.
  public func predict(_ inputs: [Double]) throws(InputError) -> [Double] {
    try checkInputs(inputs.count)
    inputs.withUnsafeBufferPointer { forward($0) }
    return outputNeurons.map(\.output)
  }

  /// The forward pass, followed by nobody.
  func forward(_ inputs: UnsafeBufferPointer<Double>) {
    var nobody = NoFollower()
    setInputs(inputs, &nobody)
    propagateForward(&nobody)
  }
}
