/// What there is to know of a loss; who needs to know asks here, whichever it is.
package struct LossTraits {
  /// The name blueprint files use.
  package let name: String
  /// The number it is made with, if it has one.
  let setting: CaseSetting<Loss>?
  /// Whether it is a mean over the outputs, not a sum.
  package let isMean: Bool
  /// The activations that the last layer must have; nil if any will do.
  let activations: [Activation]?
  /// What targets mean to it.
  package let targets: Targets
  /// The last activation that it is computed with in one.
  let fused: Activation?

  /// The differences output − target at which its slope, or its bend, jumps.
  package let corners: [Double]

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
    name: String, setting: CaseSetting<Loss>? = nil, isMean: Bool = false,
    activations: [Activation]? = nil,
    targets: Targets = .any, fused: Activation? = nil, corners: [Double] = []
  ) {
    self.name = name
    self.setting = setting
    self.isMean = isMean
    self.activations = activations
    self.targets = targets
    self.fused = fused
    self.corners = corners
  }
}
