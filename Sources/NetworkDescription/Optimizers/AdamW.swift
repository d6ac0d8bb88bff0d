/// Adam after every weight has lost a share of itself, decoupled from the gradient.
///
///     weight ← weight − weight · decay · rate
///     and then as Adam has it, from what is left
///
/// An L2 penalty would go through Adam's division by the size of the gradient; this does not. As in
/// Keras unless told otherwise, all that is trained decays, biases too.
///
/// Source: Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, in the form of
/// Keras 3.
public struct AdamW: Hashable, Sendable {
  /// What share of a weight it loses at a learning rate of 1.
  public var weightDecay: Double
  /// How the weights move then.
  public var adam: Adam

  /// Makes a description of AdamW; Keras' defaults.
  public init(
    learningRate: Double = 0.001, weightDecay: Double = 0.004, beta1: Double = 0.9,
    beta2: Double = 0.999, epsilon: Double = 1e-7, schedule: LearningRateSchedule = .constant
  ) {
    self.weightDecay = weightDecay
    adam = Adam(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, schedule: schedule)
  }
}

extension AdamW: OptimizerKind {
  var learningRate: Double {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  var schedule: LearningRateSchedule {
    get { adam.schedule }
    set { adam.schedule = newValue }
  }

  var traits: OptimizerTraits {
    let decay = OptimizerSetting(
      .atLeastZero("weightDecay", weightDecay), usual: AdamW().weightDecay)
    let own = adam.traits
    return OptimizerTraits(
      name: "adamw", of: self, memory: own.memory, settings: [decay] + own.settings,
      countsSteps: own.countsSteps)
  }

  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError) {
    weightDecay = try settings.number("weightDecay", default: weightDecay)
    try adam.read(&settings)
  }
}
