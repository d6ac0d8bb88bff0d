import NetworkDescription

/// Neurons that can be computed one after the other once all layers before them are.
///
/// Links may skip layers: a layer only promises that nothing links its neurons to each other, or
/// back to an earlier one.
public final class NeuronLayer {
  /// The shape its neurons are arranged in.
  public let shape: Shape

  /// Its neurons.
  public let neurons: [Neuron]

  /// The links that lead to each of its neurons, in the order of `neurons`.
  public let incoming: [[Link]]

  /// What large weights of the links that lead to its neurons cost.
  public let penalty: Penalty

  /// Which of its neurons stay silent in training; nil for layers that have no dropout.
  public let dropout: DropoutMask?

  /// The groups of neurons that share one softmax; most layers have none.
  public let softmaxGroups: [SoftmaxGroup]

  /// The pools of links of which only one is open; most layers have none.
  public let maxPools: [MaxPool]

  /// Puts neurons and the links that lead to them together.
  ///
  /// - Parameter softmaxGroupSize: How many neurons share one softmax; by default all of them.
  init(
    shape: Shape, neurons: [Neuron], incoming: [[Link]], penalty: Penalty = .none,
    dropout: DropoutMask? = nil, softmaxGroupSize: Int? = nil, maxPools: [MaxPool] = []
  ) {
    self.shape = shape
    self.neurons = neurons
    self.incoming = incoming
    self.penalty = penalty
    self.dropout = dropout
    self.maxPools = maxPools
    let sharing = neurons.filter { $0.activation == .softmax }
    let size = softmaxGroupSize ?? max(1, sharing.count)
    softmaxGroups = stride(from: 0, to: sharing.count, by: size).map { start in
      SoftmaxGroup(Array(sharing[start..<min(start + size, sharing.count)]))
    }
  }
}
