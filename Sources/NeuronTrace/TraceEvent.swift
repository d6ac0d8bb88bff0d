import NetworkDescription
import NeuronGraph

/// One thing that happened in a training step, with the numbers that took part.
///
/// Events are told in the order in which the engine computes. Their numbers are the engine's own;
/// nothing is computed again for the trace.
public enum TraceEvent: Hashable, Sendable {
  /// A link into a dropout layer drew a lot: its `weight` is 1 / (1 − `rate`) if it is kept in this
  /// step, and else 0, so that its neuron stays silent.
  case dropoutLot(link: LinkNames, rate: Double, isKept: Bool, weight: Double)
  /// An input neuron took its value.
  case input(neuron: String, output: Double)
  /// Of `count` links into a pooling neuron, `link` brings the most: its weight is 1 in this pass,
  /// that of the others 0. Its source's `output` is the largest.
  case poolingChoice(link: LinkNames, output: Double, count: Int)
  /// A link brought `contribution` = `input` × `weight` to its target.
  case linkForward(link: LinkNames, weight: Double, input: Double, contribution: Double)
  /// A neuron's `sum` = bias + all contributions went through its activation.
  case neuronForward(
    neuron: String, bias: Double, sum: Double, activation: Activation, output: Double,
    softmax: SoftmaxGroup.Shares?)
  /// The loss of the outputs.
  case loss(loss: Loss, value: Double)
  /// What the weights of a layer cost: `value` = λ₁ × `sizes` + λ₂ × `squares` / 2, with the sum of
  /// their sizes |w| and that of their squares.
  case penalty(layer: Int, penalty: Penalty, sizes: Double, squares: Double, value: Double)
  /// An output neuron was compared with its target; `together` says that the sensitivity is
  /// already that of the sum, because loss and activation were computed together.
  case outputSensitivity(
    neuron: String, output: Double, target: Double, sensitivity: Double, together: Bool)
  /// A neuron's `inputSensitivity` = `sensitivity` × `slope`; a softmax neuron first takes off what
  /// is `common` to its group.
  case neuronBackward(
    neuron: String, sensitivity: Double, slope: Double, inputSensitivity: Double, common: Double?)
  /// A link added `weightGradient` = `inputSensitivity` × `input` to its weight's gradient, and
  /// `pushed` = `inputSensitivity` × `weight` to its source.
  case linkBackward(
    link: LinkNames, inputSensitivity: Double, input: Double, weight: Double,
    weightGradient: Double, pushed: Double)
  /// A link's weight moved; if links share it, the first of them stands for all.
  case weightUpdate(link: LinkNames, move: WeightMove)
  /// A neuron's bias moved; if neurons share it, the first of them stands for all.
  case biasUpdate(neuron: String, move: WeightMove)

  /// The names of a link and its ends.
  public struct LinkNames: Hashable, Sendable {
    /// The source neuron.
    public let from: String
    /// The target neuron.
    public let to: String
    /// Where several links share a weight that is trained, the name of the first of them, which
    /// stands for all of them when the weight moves.
    public var sharedWeight: String?
    /// The link itself: `from-to`.
    public var link: String { "\(from)-\(to)" }

    /// Names a link by its ends.
    public init(from: String, to: String, sharedWeight: String? = nil) {
      self.from = from
      self.to = to
      self.sharedWeight = sharedWeight
    }
  }

  /// How a weight moved, and by which rule.
  public struct WeightMove: Hashable, Sendable {
    /// The weight before.
    public let before: Double
    /// How many links, or neurons, have it; its gradient is the sum over all of them.
    public let uses: Int
    /// The gradient that moved it: that of the samples and that of the penalty.
    public let gradient: Double
    /// The weight after.
    public let after: Double
    /// The mean gradient of the batch's samples, without the penalty's.
    public let gradientOfSamples: Double
    /// The penalty on it; ``Penalty/none`` for biases.
    public let penalty: Penalty
    /// The optimizer that moved it.
    public let optimizer: Optimizer
    /// The learning rate of this step, as the schedule has it.
    public let learningRate: Double
    /// How many steps were made before this one.
    public let step: Int
    /// What the optimizer remembered before the step, in the order of its `memoryNames`.
    public let earlierMemory: [Double]
    /// What it remembers from now on.
    public let memory: [Double]
  }

  /// The parts of a training step.
  public enum Phase: String, Hashable, Sendable {
    /// Values go from the inputs to the outputs.
    case forward
    /// The outputs are compared with the targets.
    case loss
    /// Sensitivities go from the outputs to the inputs.
    case backward
    /// Weights move against their gradients.
    case update
  }

  /// Which part of the step it belongs to.
  public var phase: Phase {
    switch self {
    case .dropoutLot, .input, .poolingChoice, .linkForward, .neuronForward: .forward
    case .loss, .penalty: .loss
    case .outputSensitivity, .neuronBackward, .linkBackward: .backward
    case .weightUpdate, .biasUpdate: .update
    }
  }
}
