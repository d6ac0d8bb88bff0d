import TextFormats

/// A setting, and the range it must lie in.
package struct SettingLimit {
  let key: String
  let value: Double
  let isFine: Bool
  let expected: String

  /// Any number that is one.
  static func finite(_ key: String, _ value: Double) -> SettingLimit {
    SettingLimit(key: key, value: value, isFine: value.isFinite, expected: "a finite number")
  }

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
