/// How often something is done that takes time itself: not too often, and only for a share of the
/// time.
package struct Pace: Sendable {
  private let least: Duration
  private let share: Int
  private var last = ContinuousClock.now
  private var cost = Duration.zero

  /// - Parameters:
  ///   - least: How long it waits at least.
  ///   - share: It takes one part in so many of the time.
  package init(least: Duration = .zero, oneIn share: Int) {
    self.least = least
    self.share = share
  }

  /// Whether it may be done again.
  package var isDue: Bool { ContinuousClock.now - last >= max(least, cost * share) }

  /// Does it, and takes its time.
  package mutating func run<Result, Failure: Error>(
    _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = ContinuousClock.now
    defer {
      last = .now
      cost = last - start
    }
    return try work()
  }
}
