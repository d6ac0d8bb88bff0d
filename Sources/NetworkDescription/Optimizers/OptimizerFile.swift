import TextFormats

/// Reading and writing optimizers as JSON: `{"adam":{"learningRate":0.001}}`.
extension Optimizer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"sgd\":{\"learningRate\":0.01}}")
    let (name, details) = try object.onlyEntry(of: "optimizer")
    let known = [SGD.kind, RMSprop.kind, Adam.kind, Adadelta.kind]
    guard known.contains(name) else {
      throw .unknownName(path: path, what: "optimizer", found: name, known: known)
    }
    let path = path.appending(name)
    var settings = try JSONObjectReader(details, at: path, expected: "an object")
    let rate = try settings.optionalNumber("learningRate")
    var schedule = LearningRateSchedule.constant
    if let json = settings.value("schedule") {
      schedule = try LearningRateSchedule(json: json, at: path.appending("schedule"))
    }
    switch name {
    case RMSprop.kind:
      self = .rmsprop(
        try RMSprop(learningRate: rate, schedule: schedule, settings: &settings))
    case Adam.kind:
      self = .adam(try Adam(learningRate: rate, schedule: schedule, settings: &settings))
    case Adadelta.kind:
      self = .adadelta(
        try Adadelta(learningRate: rate, schedule: schedule, settings: &settings))
    default:
      self = .sgd(try SGD(learningRate: rate, schedule: schedule, settings: &settings))
    }
    try settings.finish()
  }

  package var json: JSONValue {
    var settings: [(String, JSONValue)] = [("learningRate", .number(learningRate))]
    settings += kind.settings
    if schedule != .constant { settings.append(("schedule", schedule.json)) }
    return .object([(name, .object(settings))])
  }
}

/// A setting, and the range it must lie in.
struct SettingLimit {
  let key: String
  let value: Double
  let isFine: Bool
  let expected: String

  /// A finite number that is not negative.
  static func atLeastZero(_ key: String, _ value: Double) -> SettingLimit {
    SettingLimit(
      key: key, value: value, isFine: value.isFinite && value >= 0,
      expected: "a finite number of at least 0")
  }

  /// A finite number that is not 0 either.
  static func positive(_ key: String, _ value: Double) -> SettingLimit {
    SettingLimit(
      key: key, value: value, isFine: value.isFinite && value > 0,
      expected: "a finite number above 0")
  }

  /// A share that something is multiplied with from step to step and that must fade.
  static func fading(_ key: String, _ value: Double) -> SettingLimit {
    SettingLimit(
      key: key, value: value, isFine: value >= 0 && value < 1,
      expected: "a number from 0 to less than 1")
  }

  func validate(at path: JSONPath) throws(BlueprintError) {
    guard isFine else {
      throw .badValue(path: path, key: key, expected: expected, found: "\(value)")
    }
  }
}

/// The entries whose value is not the default.
func changed(
  _ entries: (key: String, value: Double, default: Double)...
) -> [(String, JSONValue)] {
  entries.filter { $0.value != $0.default }.map { ($0.key, .number($0.value)) }
}
