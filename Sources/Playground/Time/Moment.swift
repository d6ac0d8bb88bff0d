/// How far training has come.
public struct Moment: Hashable, Sendable {
  /// How many steps have been made.
  public var step = 0
  /// How many epochs are complete.
  public var epoch = 0
  /// How many samples of the present epoch have been seen.
  public var seen = 0

  /// Whether an epoch has just ended, or none has begun.
  var isBetweenEpochs: Bool { seen == 0 }
}

/// A place of a course that somebody wants to go to.
enum Destination: Hashable {
  case step(Int)
  /// The end of so many epochs.
  case epoch(Int)

  /// Whether a moment comes after it.
  func isBefore(_ moment: Moment) -> Bool {
    switch self {
    case .step(let step): moment.step > step
    case .epoch(let epoch): moment.epoch > epoch || (moment.epoch == epoch && moment.seen > 0)
    }
  }

  func isReached(by moment: Moment) -> Bool {
    switch self {
    case .step(let step): moment.step >= step
    case .epoch(let epoch): moment.epoch >= epoch
    }
  }
}

/// The epochs whose losses and weights are kept: three digits of each number.
///
/// All up to 1,000, then every tenth up to 10,000, every hundredth up to 100,000 and so on: so the
/// way to any moment from a kept one is short, and a million epochs keep no more than some thousand.
enum KeptEpochs {
  /// The next kept epoch after one.
  static func next(after epoch: Int) -> Int {
    var stride = 1
    while epoch / stride >= 1000 { stride *= 10 }
    return (epoch / stride + 1) * stride
  }
}
