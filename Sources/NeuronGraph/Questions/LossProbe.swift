import NetworkDescription

/// Trying out what the loss would be, which is how gradients can be checked without any calculus.
extension NeuronNetwork {
  /// The loss of a batch, as the next training step sees it, if one weight or bias were another.
  ///
  /// It has that step's dropout and the penalties in it, so that its slope is what ``gradients``
  /// are. The network is then as it was.
  ///
  /// - Parameters:
  ///   - index: Which number of the tensor.
  ///   - name: The tensor, by its name in the parameters.
  /// - Returns: The loss; nil if there is no such number.
  /// - Throws: `NetworkError` for a loss that is not a finite number.
  package func loss(
    on source: some SampleSource, samples: ArraySlice<Int>, ifNumber index: Int, of name: String,
    were value: (Double) -> Double
  ) throws(NetworkError) -> Double? {
    guard let tensor = tensors.first(where: { $0.name == name }),
      tensor.weights.indices.contains(index)
    else { return nil }
    let weight = tensor.weights[index]
    let before = weight.value
    defer { weight.value = before }
    weight.value = value(before)
    var lossSum = 0.0
    defer { endDropout() }
    try forEachSample(of: source, samples) { (position, inputs, targets) throws(NetworkError) in
      drawDropout(sample: position)
      lossSum += try finiteLoss(inputs: inputs, targets: targets, sample: position)
    }
    return try lossSum / Double(samples.count) + finitePenalty()
  }
}
