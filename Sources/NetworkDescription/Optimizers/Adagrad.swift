/// Descent whose steps are divided by the size of all gradients so far, for each weight its own.
///
///     accumulator ← accumulator + gradient²
///     weight      ← weight − rate · gradient / √(accumulator + ε)
///
/// The accumulator begins above 0, so that the first steps are not too long; it only grows, so that
/// steps become shorter and shorter.
///
/// Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
/// optimization", JMLR 12, 2011; start and place of ε as in Keras 3.
public struct Adagrad: Hashable, Sendable {
  /// How far a gradient moves a weight whose accumulator is 1.
  public var learningRate: Double
  /// What the accumulator begins with.
  public var initialAccumulator: Double
  /// ε: keeps the root above 0.
  public var epsilon: Double
  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule

  /// Makes a description of Adagrad; Keras' defaults.
  public init(
    learningRate: Double = 0.001, initialAccumulator: Double = 0.1, epsilon: Double = 1e-7,
    schedule: LearningRateSchedule = .constant
  ) {
    self.learningRate = learningRate
    self.initialAccumulator = initialAccumulator
    self.epsilon = epsilon
    self.schedule = schedule
  }
}

extension Adagrad: OptimizerKind {
  var traits: OptimizerTraits {
    let usual = Adagrad()
    let start = OptimizerSetting(
      .atLeastZero("initialAccumulator", initialAccumulator), usual: usual.initialAccumulator)
    let epsilon = OptimizerSetting(.positive("epsilon", epsilon), usual: usual.epsilon)
    return OptimizerTraits(
      name: "adagrad", of: self,
      memory: [OptimizerMemory("accumulator", start: initialAccumulator)],
      settings: [start, epsilon], ruleSettings: [epsilon])
  }

  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError) {
    initialAccumulator = try settings.number("initialAccumulator", default: initialAccumulator)
    epsilon = try settings.number("epsilon", default: epsilon)
  }
}
