import NetworkDescription
import TextFormats
import TrainingLoop
import TrainingRuns

/// How one of the trainings on a page goes.
struct WatchedRun: Sendable {
  enum Phase: Equatable {
    case waiting
    case training
    case over(TrainingEnding)
  }

  /// A drawing as SVG, with what stands below it.
  struct Picture {
    let caption: String
    let svg: String
    /// How wide it is at its full size.
    let width: Int
  }

  /// Times of so many epochs tell how long the next ones will take.
  private static let mostTimes = 10

  let title: String
  /// How many epochs it will have at most.
  let epochs: Int
  let settings: [(name: String, value: JSONValue)]
  var phase = Phase.waiting
  private var thinned = EpochFigures.history
  private(set) var last: EpochFigures?
  /// How far the present epoch is.
  private(set) var progress: TrainingProgress?
  private(set) var samplesPerSecond: Double?
  private var times: [Double] = []
  var pictures: [Picture] = []

  init(title: String, epochs: Int, settings: [(name: String, value: JSONValue)]) {
    self.title = title
    self.epochs = epochs
    self.settings = settings
  }

  /// All epochs; of very many only some.
  var figures: [EpochFigures] { thinned.elements }

  mutating func began(after figures: [EpochFigures]) {
    phase = .training
    take(figures)
  }

  /// Takes epochs over from where they are kept.
  mutating func take(_ figures: [EpochFigures]) {
    thinned = EpochFigures.history
    for epoch in figures { thinned.append(epoch) }
    last = figures.last
    progress = nil
  }

  mutating func add(_ record: EpochRecord) {
    let figures = EpochFigures(record)
    thinned.append(figures)
    last = figures
    progress = nil
    samplesPerSecond = record.samplesPerSecond
    times = times.suffix(Self.mostTimes - 1) + [record.seconds]
  }

  mutating func add(_ progress: TrainingProgress) {
    self.progress = progress
    samplesPerSecond = progress.samplesPerSecond
  }

  // MARK: - How far it is

  /// How many epochs are over, the present one in part.
  var doneEpochs: Double {
    guard let progress else { return Double(last?.epoch ?? 0) }
    return Double(progress.epoch - 1)
      + Double(progress.soFar.sampleCount) / Double(max(1, progress.sampleCount))
  }

  /// How long it has learned.
  var seconds: Double { figures.reduce(0) { $0 + $1.seconds } + (progress?.seconds ?? 0) }

  /// How long it will take yet, if it comes to its last epoch; nil where nobody can tell.
  var secondsLeft: Double? {
    guard phase == .training else { return nil }
    let left = Double(epochs) - doneEpochs
    if !times.isEmpty { return left * times.reduce(0, +) / Double(times.count) }
    guard let progress, progress.soFar.sampleCount > 0 else { return nil }
    return left * (progress.seconds + progress.secondsLeft)
  }

  /// What it is about, in a few words.
  var words: String {
    switch phase {
    case .waiting: "waiting"
    case .training: "epoch \(progress?.epoch ?? (last?.epoch ?? 0) + 1) of \(epochs)"
    case .over(let ending): ending.words
    }
  }
}
