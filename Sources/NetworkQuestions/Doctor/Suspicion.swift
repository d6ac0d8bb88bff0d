/// What may be wrong, why it seems so, and what to try against it.
struct Suspicion {
  let cause: Ailment.Cause
  /// What is seen, with its numbers, a sentence each.
  let evidence: [String]
  /// The names of the neurons, layers or inputs it is about.
  var places: [String] = []
  /// Whether the evidence is enough, so that it is told even if no remedy helps.
  var isCertain = false
  /// What to try, the likeliest first.
  var remedies: [Remedy?] = []
  /// What cannot be tried here, but done.
  var advice: String
}

/// A reason why a network does not learn, and what was tried against it.
public struct Ailment: Sendable, Hashable {
  /// What a network can suffer from.
  public enum Cause: String, Sendable, Hashable, CaseIterable {
    case constantTargets = "constant targets"
    case constantInputs = "constant inputs"
    case contradictions = "contradicting targets"
    case targetsOutOfReach = "targets out of reach"
    case unscaledInputs = "unscaled inputs"
    case unscaledTargets = "unscaled targets"
    case identicalNeurons = "identical neurons"
    case noHiddenLayer = "no hidden layer"
    case tinyWeights = "tiny first weights"
    case largeWeights = "large first weights"
    case penalty = "penalty outweighs the loss"
    case dropout = "too much dropout"
    case classImbalance = "class imbalance"
    case rateTooLarge = "learning rate too large"
    case rateTooSmall = "learning rate too small"
    case tooFewSteps = "too few steps"
    case vanishingGradients = "vanishing gradients"
    case deadEnd = "dead end"
    case flatNeurons = "dead or saturated neurons"
    case plateau
    case foreignTargets = "targets do not belong to the inputs"
    case network = "the network does not suit the data"
  }

  /// What it is.
  public let cause: Cause
  /// What is seen of it, a sentence each.
  public let evidence: [String]
  /// The names of the neurons, layers or inputs it is about.
  public let places: [String]
  /// The remedies that were tried, in their order; the last may have helped.
  public let trials: [Trial]
  /// What helps, as far as it is known beforehand.
  public let advice: String

  /// Whether a remedy that was tried helped.
  public var isCured: Bool { trials.last?.helped == true }
}
