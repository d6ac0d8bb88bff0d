import TextFormats

/// What there is to know of an optimizer; who needs to know asks here, whichever it is.
package struct OptimizerTraits {
  /// The name blueprint files use.
  package let name: String
  /// What it remembers of every weight from step to step.
  package let memory: [OptimizerMemory]
  /// Its settings besides rate and schedule, in the order of blueprint files.
  let settings: [OptimizerSetting]
  /// Those of the settings that it takes to work out a step.
  package let ruleSettings: [OptimizerSetting]
  /// Whether its rule depends on how many steps have been made, not only by a schedule.
  package let countsSteps: Bool

  init(
    name: String, of kind: some OptimizerKind, memory: [OptimizerMemory],
    settings: [OptimizerSetting], ruleSettings: [OptimizerSetting]? = nil, countsSteps: Bool = false
  ) {
    self.name = name
    self.memory = memory
    self.settings = settings
    self.ruleSettings = ruleSettings ?? settings
    self.countsSteps = countsSteps
  }
}

/// A number that an optimizer remembers of every weight.
package struct OptimizerMemory: Hashable {
  /// Its name in checkpoints and traces.
  package let name: String
  /// What it is before the first step.
  package let start: Double

  init(_ name: String, start: Double = 0) {
    self.name = name
    self.start = start
  }
}

/// A setting of an optimizer.
package struct OptimizerSetting {
  /// What blueprint files and traces call it.
  package let key: String
  /// What it is.
  package let value: JSONValue
  /// Whether it is what it is unless a blueprint says otherwise.
  let isUsual: Bool
  /// What it must be for the optimizer to work; nil for one that is on or off.
  let limit: SettingLimit?

  /// A setting that is on or off.
  init(_ key: String, _ value: Bool, usual: Bool) {
    self.key = key
    self.value = .bool(value)
    isUsual = value == usual
    limit = nil
  }

  /// A setting that is a number within limits.
  init(_ limit: SettingLimit, usual: Double) {
    key = limit.key
    value = .number(limit.value)
    isUsual = limit.value == usual
    self.limit = limit
  }
}

/// What each kind of optimizer has of its own.
protocol OptimizerKind {
  var learningRate: Double { get set }
  var schedule: LearningRateSchedule { get set }
  /// What there is to know of it.
  var traits: OptimizerTraits { get }
  /// Takes its own settings, besides rate and schedule, out of a blueprint.
  mutating func read(_ settings: inout JSONObjectReader) throws(BlueprintError)
}

extension OptimizerKind {
  /// The same with another learning rate.
  func with(learningRate: Double) -> Self {
    var changed = self
    changed.learningRate = learningRate
    return changed
  }

  /// The same with the settings of a blueprint.
  func with(
    _ settings: inout JSONObjectReader, at path: JSONPath
  ) throws(BlueprintError) -> Self {
    var changed = self
    changed.learningRate = try settings.number("learningRate", default: learningRate)
    if let json = settings.value("schedule") {
      changed.schedule = try LearningRateSchedule(json: json, at: path.appending("schedule"))
    }
    try changed.read(&settings)
    return changed
  }
}
