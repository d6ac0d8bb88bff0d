import NetworkDescription

/// What an epoch came to.
public struct EpochRecord: Hashable, Sendable {
  /// Which epoch, from 1.
  public let epoch: Int
  /// Out of how many.
  public let epochs: Int
  /// Loss and right answers while learning, over the samples seen.
  public let training: BatchResult
  /// Loss and right answers on the validation samples, if there are any.
  public let validation: BatchResult?
  /// How long the epoch took, validation included.
  public let seconds: Double
  /// How many samples were learned each second, validation not counted.
  public let samplesPerSecond: Double
  /// The training samples measured once more after the last update of all; nil in other epochs, and
  /// where nobody asked.
  public internal(set) var afterLastUpdate: BatchResult?

  /// The mean training loss.
  public var loss: Double { training.loss }
  /// The share of right answers while training; nil where targets are numbers.
  public var accuracy: Double? { training.accuracy }
}

/// How far an epoch is.
public struct TrainingProgress: Hashable, Sendable {
  /// Which epoch, from 1.
  public let epoch: Int
  /// Out of how many.
  public let epochs: Int
  /// Loss and right answers so far in this epoch.
  public let soFar: BatchResult
  /// How many samples an epoch has.
  public let sampleCount: Int
  /// How long the epoch has taken so far.
  public let seconds: Double

  /// How many samples are learned each second.
  public var samplesPerSecond: Double { Double(soFar.sampleCount) / max(seconds, 1e-9) }
  /// How long the rest of the epoch will take at this rate.
  public var secondsLeft: Double {
    Double(sampleCount - soFar.sampleCount) / max(samplesPerSecond, 1e-9)
  }
}

/// Adds up an epoch and takes its time.
struct EpochClock {
  private let epoch: Int
  private let epochs: Int
  private let sampleCount: Int
  private let lastGood: Parameters
  private let best: BestEpoch?
  private let start: ContinuousClock.Instant
  private(set) var total: BatchResult
  private(set) var batchCount: Int
  private var learned = ContinuousClock.now

  /// Goes on from a point, as if the clock had run ever since the epoch began.
  init(from point: TrainingPoint, epochs: Int, sampleCount: Int) {
    epoch = point.epoch
    self.epochs = epochs
    self.sampleCount = sampleCount
    total = point.total
    batchCount = point.batchCount
    lastGood = point.lastGood
    best = point.best
    start = learned - .seconds(point.seconds)
  }

  var isComplete: Bool { total.sampleCount == sampleCount }

  /// Lets batches be learned; those before one that throws count, too.
  mutating func learn(
    batchSize: Int, _ steps: (_ total: inout BatchResult) throws(NetworkError) -> Void
  ) throws(NetworkError) {
    defer {
      batchCount = (total.sampleCount + batchSize - 1) / batchSize
      learned = .now
    }
    try steps(&total)
  }

  var progress: TrainingProgress {
    TrainingProgress(
      epoch: epoch, epochs: epochs, soFar: total, sampleCount: sampleCount,
      seconds: (learned - start).inSeconds)
  }

  /// The point that training has come to, with the network's state.
  func point(_ state: TrainingState) -> TrainingPoint {
    TrainingPoint(
      state: state, epoch: epoch, batchCount: batchCount, total: total,
      seconds: progress.seconds, lastGood: lastGood, best: best)
  }

  func record(validation: BatchResult?, afterLastUpdate: BatchResult?) -> EpochRecord {
    EpochRecord(
      epoch: epoch, epochs: epochs, training: total, validation: validation,
      seconds: (ContinuousClock.now - start).inSeconds,
      samplesPerSecond: progress.samplesPerSecond, afterLastUpdate: afterLastUpdate)
  }
}

extension Duration {
  /// The duration in seconds.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
