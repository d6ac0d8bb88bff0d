import ArgumentParser
import NetworkDescription

/// What numbers options take; all commands refuse others in the same words.
///
/// An option that was not given has the number nil, and is never refused.
enum OptionLimits {
  /// Refuses a number below the least, and one beyond all that is counted.
  static func check(atLeast least: Int, _ options: (name: String, number: Int?)...) throws {
    try refuse(options, outside: least...NumberRange.counts.upperBound)
  }

  /// Refuses fewer than one thread, and more than any machine has.
  static func check(threads options: (name: String, number: Int?)...) throws {
    try refuse(options, outside: NumberRange.threads)
  }

  private static func refuse(
    _ options: [(name: String, number: Int?)], outside range: ClosedRange<Int>
  ) throws {
    for (name, number) in options {
      if let number, let expected = NumberRange.refusal(of: number, in: range) {
        throw ValidationError("\(name): expected \(expected), found \(number)")
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
