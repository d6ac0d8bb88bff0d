/// Where training is between two batches: everything it needs to go on exactly from there.
public struct TrainingPoint: Hashable, Sendable {
  /// What the network has learned, and what its optimizer remembers.
  public var state: TrainingState
  /// The epoch that the next batch belongs to, from 1; one more than there are epochs at the end.
  public var epoch: Int
  /// How many batches of that epoch have been learned.
  public var batchCount: Int
  /// Loss and right answers of those batches.
  public var total: BatchResult
  /// How long those batches took.
  public var seconds: Double
  /// What the network had learned when the epoch began, in case the rest of it goes wrong.
  public var lastGood: Parameters
  /// The best epoch before; nil unless training is to stop when none better comes.
  public var best: BestEpoch?

  /// The point before the first batch of an epoch.
  ///
  /// - Parameters:
  ///   - epoch: From 1.
  ///   - best: The best epoch before.
  public init(state: TrainingState, beginningOf epoch: Int, best: BestEpoch? = nil) {
    self.init(
      state: state, epoch: epoch, batchCount: 0, total: BatchResult(), seconds: 0,
      lastGood: state.parameters, best: best)
  }

  /// A point within an epoch.
  public init(
    state: TrainingState, epoch: Int, batchCount: Int, total: BatchResult, seconds: Double,
    lastGood: Parameters, best: BestEpoch? = nil
  ) {
    self.state = state
    self.epoch = epoch
    self.batchCount = batchCount
    self.total = total
    self.seconds = seconds
    self.lastGood = lastGood
    self.best = best
  }

  /// Goes on to the beginning of an epoch, without having looked what the network has become.
  package mutating func moveOn(toEpoch epoch: Int) {
    self.epoch = epoch
    (batchCount, total, seconds) = (0, BatchResult(), 0)
  }
}
