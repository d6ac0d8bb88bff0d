import NetworkDescription

/// Something in a session that was changed by hand.
///
/// An edit takes effect from the beginning of a step on, and stays: training goes on with it.
public struct SessionEdit: Hashable, Sendable {
  /// What can be changed.
  public enum Target: Hashable, Sendable {
    /// The weight of a link; links that share it change together.
    case weight(link: LinkName)
    /// The bias of a neuron.
    case bias(neuron: NeuronName)
    /// One of the inputs of a sample, both counted from 0.
    case input(Int, sample: Int)
    /// One of the targets of a sample, both counted from 0.
    case target(Int, sample: Int)
    /// The learning rate, before its schedule changes it.
    case learningRate
  }

  /// What was changed.
  public let target: Target
  /// What it was at the beginning of the step.
  public let before: Double
  /// What it has been since.
  public let after: Double
  /// The step it took effect in, from 0.
  public let step: Int
  /// The event the session was at.
  public let event: Int
}

extension SessionEdit.Target: CustomStringConvertible {
  /// What it is called: `weight 0.1-1.0`, `target 0 of sample 3`; samples are counted from 1 here.
  public var description: String {
    switch self {
    case .weight(let link): "weight \(link)"
    case .bias(let neuron): "bias \(neuron)"
    case .input(let index, let sample): "input \(index) of sample \(sample + 1)"
    case .target(let index, let sample): "target \(index) of sample \(sample + 1)"
    case .learningRate: "learning rate"
    }
  }
}
