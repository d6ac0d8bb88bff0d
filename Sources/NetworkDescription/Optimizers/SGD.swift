import TextFormats

/// Stochastic gradient descent: weight ← weight − learning rate × gradient.
///
/// With momentum m (Polyak, 1964): velocity ← m·velocity − rate·gradient, weight ← weight +
/// velocity. Nesterov's variant (Nesterov, 1983; Sutskever et al., 2013) looks ahead: weight ←
/// weight + m·velocity − rate·gradient, with the new velocity.
public struct SGD: Hashable, Sendable {
  /// How far a gradient of 1 moves a weight.
  public var learningRate: Double
  /// How much of the last movement is kept, from 0 (none) to just under 1.
  public var momentum: Double
  /// Whether momentum looks one movement ahead.
  public var nesterov: Bool
  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule

  /// Makes a description of stochastic gradient descent; Keras' defaults.
  public init(
    learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false,
    schedule: LearningRateSchedule = .constant
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.schedule = schedule
  }
}

extension SGD: OptimizerKind {
  /// Whether it is without momentum, so that it remembers nothing.
  package var isPlain: Bool { momentum == 0 }

  var traits: OptimizerTraits {
    let settings = [
      OptimizerSetting(.fading("momentum", momentum), usual: SGD().momentum),
      OptimizerSetting("nesterov", nesterov, usual: SGD().nesterov),
    ]
    return isPlain
      ? OptimizerTraits(name: "sgd", of: self, memory: [], settings: settings, ruleSettings: [])
      : OptimizerTraits(
        name: "sgd", of: self, memory: [OptimizerMemory("velocity")], settings: settings)
  }

  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError) {
    momentum = try settings.number("momentum", default: momentum)
    nesterov = try settings.bool("nesterov", default: nesterov)
  }
}
