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
  static let kind = "adam"

  var memoryNames: [String] { ["mean", "meanSquare"] }

  var limits: [SettingLimit] {
    [.fading("beta1", beta1), .fading("beta2", beta2), .positive("epsilon", epsilon)]
  }

  init(
    learningRate: Double?, schedule: LearningRateSchedule, settings: inout JSONObjectReader
  ) throws(BlueprintError) {
    let defaults = Adam()
    self.init(
      learningRate: learningRate ?? defaults.learningRate,
      beta1: try settings.number("beta1", default: defaults.beta1),
      beta2: try settings.number("beta2", default: defaults.beta2),
      epsilon: try settings.number("epsilon", default: defaults.epsilon), schedule: schedule)
  }

  var settings: [(String, JSONValue)] {
    let defaults = Adam()
    return changed(
      ("beta1", beta1, defaults.beta1), ("beta2", beta2, defaults.beta2),
      ("epsilon", epsilon, defaults.epsilon))
  }
}
