import CMath
import TextFormats

/// How the learning rate changes as training goes on, step by step (not epoch by epoch).
///
/// The first step a network makes is step 0, and has the rate it started with. Definitions follow
/// `keras.optimizers.schedules`, whose names `decay_steps` and `decay_rate` are kept.
public enum LearningRateSchedule: Hashable, Sendable {
  /// The rate stays as it is.
  case constant
  /// The rate is multiplied with a factor every so many steps: rate · factor^⌊step / every⌋.
  ///
  /// Keras' `ExponentialDecay` with `staircase`.
  case step(every: Int, factor: Double)
  /// The same without stairs: rate · decayRate^(step / decaySteps).
  case exponential(decaySteps: Int, decayRate: Double)
  /// rate / (1 + decayRate · step / decaySteps).
  case inverseTime(decaySteps: Int, decayRate: Double)
}

extension LearningRateSchedule {
  /// The learning rate of a step, given the rate of step 0: a pure function, for both engines.
  public func rate(from rate: Double, at step: Int) -> Double {
    switch self {
    case .constant: rate
    case .step(let every, let factor): rate * glassbox_pow(factor, Double(step / every))
    case .exponential(let decaySteps, let decayRate):
      rate * glassbox_pow(decayRate, Double(step) / Double(decaySteps))
    case .inverseTime(let decaySteps, let decayRate):
      rate / (1 + decayRate * (Double(step) / Double(decaySteps)))
    }
  }

  /// The name blueprint files use.
  public var name: String {
    switch self {
    case .constant: "constant"
    case .step: "step"
    case .exponential: "exponential"
    case .inverseTime: "inverseTime"
    }
  }

  /// Throws an error if a setting is out of range.
  func validate(at path: JSONPath) throws(BlueprintError) {
    guard let settings else { return }
    let path = path.appending(name)
    guard settings.steps.value >= 1 else {
      throw .badValue(
        path: path, key: settings.steps.key, expected: "at least 1",
        found: "\(settings.steps.value)")
    }
    try SettingLimit.atLeastZero(settings.decay.key, settings.decay.value).validate(at: path)
  }

  /// Its two settings, with their keys in blueprint files; none for a constant rate.
  private var settings: (steps: (key: String, value: Int), decay: (key: String, value: Double))? {
    switch self {
    case .constant: nil
    case .step(let every, let factor): (("every", every), ("factor", factor))
    case .exponential(let decaySteps, let decayRate), .inverseTime(let decaySteps, let decayRate):
      (("decaySteps", decaySteps), ("decayRate", decayRate))
    }
  }
}

extension LearningRateSchedule: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    if case .string("constant") = json {
      self = .constant
      return
    }
    var object = try JSONObjectReader(
      json, at: path,
      expected: "\"constant\" or an object such as {\"step\":{\"every\":1000,\"factor\":0.5}}")
    let (name, details) = try object.onlyEntry(of: "schedule")
    var settings = try JSONObjectReader(details, at: path.appending(name), expected: "an object")
    switch name {
    case "step":
      self = .step(every: try settings.integer("every"), factor: try settings.number("factor"))
    case "exponential":
      self = .exponential(
        decaySteps: try settings.integer("decaySteps"),
        decayRate: try settings.number("decayRate"))
    case "inverseTime":
      self = .inverseTime(
        decaySteps: try settings.integer("decaySteps"),
        decayRate: try settings.number("decayRate"))
    default:
      throw .unknownName(
        path: path, what: "schedule", found: name,
        known: ["constant", "step", "exponential", "inverseTime"])
    }
    try settings.finish()
  }

  package var json: JSONValue {
    guard let settings else { return .string(name) }
    return .object([
      (
        name,
        .object([
          (settings.steps.key, .integer(settings.steps.value)),
          (settings.decay.key, .number(settings.decay.value)),
        ])
      )
    ])
  }
}
