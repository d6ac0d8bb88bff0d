import TextFormats

/// Descent whose steps have the size of the recent steps, so that it needs hardly a learning rate.
///
///     mean square        ← ρ · mean square + (1 − ρ) · gradient²
///     change             = −√(mean square change + ε) · gradient / √(mean square + ε)
///     mean square change ← ρ · mean square change + (1 − ρ) · change²
///     weight             ← weight + rate · change
///
/// Source: Zeiler, "ADADELTA: an adaptive learning rate method", arXiv 1212.5701, 2012, which has a
/// rate of 1; Keras 3's default is 0.001 (its `accumulated_grad` and `accumulated_delta_var` are
/// our mean squares).
public struct Adadelta: Hashable, Sendable {
  /// What share of the change is made; the paper has 1.
  public var learningRate: Double
  /// ρ: how much of the mean squares is kept, from 0 to just under 1.
  public var rho: Double
  /// ε: keeps the roots above 0, and gets the first step going.
  public var epsilon: Double
  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule

  /// Makes a description of Adadelta; Keras' defaults.
  public init(
    learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7,
    schedule: LearningRateSchedule = .constant
  ) {
    self.learningRate = learningRate
    self.rho = rho
    self.epsilon = epsilon
    self.schedule = schedule
  }
}

extension Adadelta: OptimizerKind {
  var traits: OptimizerTraits {
    let usual = Adadelta()
    return OptimizerTraits(
      name: "adadelta", of: self,
      memory: [OptimizerMemory("meanSquare"), OptimizerMemory("meanSquareChange")],
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
