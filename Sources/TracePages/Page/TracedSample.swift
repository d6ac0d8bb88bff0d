import NeuronTrace

/// A sample that a traced step learns from.
public struct TracedSample: Hashable, Sendable {
  /// What it is called, such as `sample 3 of 4`.
  public let title: String
  /// A number for each input neuron.
  public let inputs: [Double]
  /// A number for each output neuron.
  public let targets: [Double]

  /// Puts a sample together.
  public init(title: String, inputs: [Double], targets: [Double]) {
    self.title = title
    self.inputs = inputs
    self.targets = targets
  }
}
