import TextFormats

/// Descent whose steps are divided by the recent size of the gradient, for each weight its own.
///
///     mean square ← ρ · mean square + (1 − ρ) · gradient²
///     weight      ← weight − rate · gradient / √(mean square + ε)
///
/// Source: Tieleman and Hinton, "Lecture 6.5: rmsprop", Coursera, 2012; ε inside the root as in
/// Keras 3 (whose variable `velocity` is our mean square), without its momentum and centering.
public struct RMSprop: Hashable, Sendable {
  /// How far a gradient moves a weight that is as large as its recent ones.
  public var learningRate: Double
  /// ρ: how much of the mean square is kept, from 0 to just under 1.
  public var rho: Double
  /// ε: keeps the root above 0.
  public var epsilon: Double
  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule

  /// Makes a description of RMSprop; Keras' defaults.
  public init(
    learningRate: Double = 0.001, rho: Double = 0.9, epsilon: Double = 1e-7,
    schedule: LearningRateSchedule = .constant
  ) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    self.schedule = schedule
  }
}

extension RMSprop: OptimizerKind {
  var traits: OptimizerTraits {
    let usual = RMSprop()
    return OptimizerTraits(
      name: "rmsprop", of: self, memory: [OptimizerMemory("meanSquare")],
      settings: [
        OptimizerSetting(.fading("rho", rho), usual: usual.rho),
        OptimizerSetting(.positive("epsilon", epsilon), usual: usual.epsilon),
      ])
  }

  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError) {
    rho = try settings.number("rho", default: rho)
    epsilon = try settings.number("epsilon", default: epsilon)
  }
}
