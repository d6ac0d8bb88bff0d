import ArgumentParser

/// What numbers options take; all commands refuse others in the same words.
///
/// An option that was not given has the number nil, and is never refused.
enum OptionLimits {
  /// Refuses a number below the least.
  static func check(atLeast least: Int, _ options: (name: String, number: Int?)...) throws {
    for (name, number) in options {
      if let number, number < least {
        throw ValidationError("\(name): expected at least \(least), found \(number)")
      }
    }
  }

  /// Refuses a number outside of a range.
  static func check(
    _ range: ClosedRange<Int>, _ options: (name: String, number: Int?)...
  ) throws {
    for (name, number) in options {
      if let number, !range.contains(number) {
        throw ValidationError(
          "\(name): expected \(range.lowerBound) to \(range.upperBound), found \(number)")
      }
    }
  }

  /// Refuses a learning rate that leads uphill, or nowhere.
  static func check(learningRate: Double?) throws {
    if let learningRate, !learningRate.isFinite || learningRate < 0 {
      throw ValidationError("--learning-rate: expected at least 0, found \(learningRate)")
    }
  }

  /// Refuses a seed that JSON files could not hold.
  static func check(seed: UInt64?) throws {
    if let seed, seed > UInt64(Int.max) {
      throw ValidationError("--seed: expected at most \(Int.max), found \(seed)")
    }
  }
}
