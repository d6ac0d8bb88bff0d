import TextFormats

/// Descent along the recent mean of the gradient, divided by its recent size.
///
///     mean        ← mean + (1 − β₁) · (gradient − mean)
///     mean square ← mean square + (1 − β₂) · (gradient² − mean square)
///     weight      ← weight − corrected rate · mean / (√(mean square) + ε)
///
/// Both means start at 0 and are too small at first, which the corrected rate makes up for: rate ·
/// √(1 − β₂ᵗ) / (1 − β₁ᵗ) in step t = 1, 2, 3, …
///
/// Source: Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, in the form of
/// the end of its section 2, which is Keras 3's (whose `momentum` and `velocity` are our mean and
/// mean square).
public struct Adam: Hashable, Sendable {
  /// About how far a step goes.
  public var learningRate: Double
  /// β₁: how much of the mean is kept, from 0 to just under 1.
  public var beta1: Double
  /// β₂: how much of the mean square is kept, from 0 to just under 1.
  public var beta2: Double
  /// ε: keeps the divisor above 0.
  public var epsilon: Double
  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule

  /// Makes a description of Adam; Keras' defaults.
  public init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, schedule: LearningRateSchedule = .constant
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.schedule = schedule
  }
}

extension Adam: OptimizerKind {
  var traits: OptimizerTraits {
    let usual = Adam()
    return OptimizerTraits(
      name: "adam", of: self, memory: [OptimizerMemory("mean"), OptimizerMemory("meanSquare")],
      settings: [
        OptimizerSetting(.fading("beta1", beta1), usual: usual.beta1),
        OptimizerSetting(.fading("beta2", beta2), usual: usual.beta2),
        OptimizerSetting(.positive("epsilon", epsilon), usual: usual.epsilon),
      ], countsSteps: true)
  }

  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError) {
    beta1 = try settings.number("beta1", default: beta1)
    beta2 = try settings.number("beta2", default: beta2)
    epsilon = try settings.number("epsilon", default: epsilon)
  }
}
