/// What there is to know of a loss; who needs to know asks here, whichever it is.
package struct LossTraits {
  /// The name blueprint files use.
  package let name: String
  /// Whether it is a mean over the outputs, not a sum.
  package let isMean: Bool
  /// The activations that the last layer must have; nil if any will do.
  let activations: [Activation]?
  /// What targets mean to it.
  package let targets: Targets
  /// The last activation that it is computed with in one.
  let fused: Activation?

  /// What targets mean to a loss.
  package enum Targets: Hashable {
    /// Any numbers.
    case any
    /// Each a probability of its own, from 0 to 1.
    case chances
    /// Probabilities of classes that exclude each other: usually one is 1, the others are 0.
    case classes
  }

  init(
    name: String, isMean: Bool = false, activations: [Activation]? = nil,
    targets: Targets = .any, fused: Activation? = nil
  ) {
    self.name = name
    self.isMean = isMean
    self.activations = activations
    self.targets = targets
    self.fused = fused
  }
}
