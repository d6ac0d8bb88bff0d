import TextFormats

/// How a weight is moved by its gradient.
///
/// Definitions and defaults follow Keras 3; each engine has its own arithmetic for them.
public enum Optimizer: Hashable, Sendable {
  /// Stochastic gradient descent, plain or with momentum.
  case sgd(SGD)
  /// Steps divided by the recent size of the gradient.
  case rmsprop(RMSprop)
  /// Recent mean of the gradient, divided by its recent size.
  case adam(Adam)
  /// Steps as large as the recent steps, relative to the recent gradients.
  case adadelta(Adadelta)
}

/// What each kind of optimizer can say of itself.
protocol OptimizerKind {
  /// The name blueprint files use for it.
  static var kind: String { get }
  /// How far a gradient of 1 moves a weight, before a schedule changes it.
  var learningRate: Double { get }
  /// How the learning rate changes as training goes on.
  var schedule: LearningRateSchedule { get }
  /// What it remembers of every weight from step to step, each starting at 0.
  var memoryNames: [String] { get }
  /// Settings besides rate and schedule, each with what it must be for the optimizer to work.
  var limits: [SettingLimit] { get }
  /// Reads its own settings, besides rate and schedule.
  init(
    learningRate: Double?, schedule: LearningRateSchedule, settings: inout JSONObjectReader
  ) throws(BlueprintError)
  /// Its own settings that are not the defaults.
  var settings: [(String, JSONValue)] { get }
}

extension Optimizer {
  /// The optimizer's own description, whichever kind it is.
  var kind: any OptimizerKind {
    switch self {
    case .sgd(let sgd): sgd
    case .rmsprop(let rmsprop): rmsprop
    case .adam(let adam): adam
    case .adadelta(let adadelta): adadelta
    }
  }

  /// The name blueprint files use: `sgd`, `rmsprop`, `adam`, `adadelta`.
  public var name: String { type(of: kind).kind }

  /// What the optimizer remembers of every weight from step to step, each starting at 0.
  ///
  /// Plain descent remembers nothing; Adam a `mean` and a `meanSquare`.
  public var memoryNames: [String] { kind.memoryNames }

  /// The learning rate, whichever optimizer it is, before its schedule changes it.
  public var learningRate: Double {
    get {
      switch self {
      case .sgd(let sgd): sgd.learningRate
      case .rmsprop(let rmsprop): rmsprop.learningRate
      case .adam(let adam): adam.learningRate
      case .adadelta(let adadelta): adadelta.learningRate
      }
    }
    set {
      switch self {
      case .sgd(var sgd):
        sgd.learningRate = newValue
        self = .sgd(sgd)
      case .rmsprop(var rmsprop):
        rmsprop.learningRate = newValue
        self = .rmsprop(rmsprop)
      case .adam(var adam):
        adam.learningRate = newValue
        self = .adam(adam)
      case .adadelta(var adadelta):
        adadelta.learningRate = newValue
        self = .adadelta(adadelta)
      }
    }
  }

  /// How the learning rate changes as training goes on.
  public var schedule: LearningRateSchedule {
    switch self {
    case .sgd(let sgd): sgd.schedule
    case .rmsprop(let rmsprop): rmsprop.schedule
    case .adam(let adam): adam.schedule
    case .adadelta(let adadelta): adadelta.schedule
    }
  }

  /// The learning rate that a step uses, the first step being step 0.
  public func learningRate(at step: Int) -> Double {
    schedule.rate(from: learningRate, at: step)
  }

  /// Throws an error if a setting is out of range.
  func validate() throws(BlueprintError) {
    let path = JSONPath.root.appending("optimizer").appending(name)
    try SettingLimit.atLeastZero("learningRate", learningRate).validate(at: path)
    for limit in kind.limits { try limit.validate(at: path) }
    try schedule.validate(at: path.appending("schedule"))
  }
}
