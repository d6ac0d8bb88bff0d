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
  static let kind = "sgd"

  var memoryNames: [String] { momentum == 0 ? [] : ["velocity"] }

  var limits: [SettingLimit] { [.fading("momentum", momentum)] }

  init(
    learningRate: Double?, schedule: LearningRateSchedule, settings: inout JSONObjectReader
  ) throws(BlueprintError) {
    let defaults = SGD()
    self.init(
      learningRate: learningRate ?? defaults.learningRate,
      momentum: try settings.number("momentum", default: defaults.momentum),
      nesterov: try settings.bool("nesterov", default: defaults.nesterov), schedule: schedule)
  }

  var settings: [(String, JSONValue)] {
    changed(("momentum", momentum, SGD().momentum)) + (nesterov ? [("nesterov", .bool(true))] : [])
  }
}
