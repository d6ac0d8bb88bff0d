import NetworkDescription
import TrainingLoop

/// What an epoch came to, as tables and curves need it.
public struct EpochFigures: Equatable, Sendable {
  /// How good the answers were.
  public struct Measured: Equatable, Sendable {
    /// The mean loss of a sample.
    public var loss: Double
    /// What tells how good the answers are besides.
    public var quality: AnswerQuality

    /// Puts both together.
    public init(loss: Double, quality: AnswerQuality) {
      self.loss = loss
      self.quality = quality
    }

    /// Any of the numbers; nil for those that it does not have.
    public subscript(metric: Metric) -> Double? { metric == .loss ? loss : quality[metric] }
  }

  /// Which epoch, from 1.
  public var epoch: Int
  /// While learning.
  public var training: Measured
  /// On the validation samples, if there are any.
  public var validation: Measured?
  /// How long it took.
  public var seconds: Double

  /// Puts the figures of an epoch together.
  public init(epoch: Int, training: Measured, validation: Measured?, seconds: Double) {
    self.epoch = epoch
    self.training = training
    self.validation = validation
    self.seconds = seconds
  }
}

extension EpochFigures {
  /// Keeps what epochs came to; of very many only some.
  public static var history: ThinnedHistory<EpochFigures> {
    ThinnedHistory(number: { $0.epoch }, loss: { $0.validation?.loss })
  }

  /// What training has told of an epoch.
  public init(_ record: EpochRecord) {
    self.init(
      epoch: record.epoch, training: Measured(record.training),
      validation: record.validation.map { Measured($0) }, seconds: record.seconds)
  }

  /// A row of a ``HistoryTable``; nil for anything else.
  init?(row: some StringProtocol, _ kind: TargetKind) {
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    let width = kind.metrics.count
    guard cells.count == 2 * width + 2, let epoch = Int(cells[0]), epoch >= 1,
      let training = Measured(cells[1...width], kind), let seconds = Double(cells[2 * width + 1])
    else { return nil }
    self.init(
      epoch: epoch, training: training,
      validation: Measured(cells[(width + 1)...(2 * width)], kind), seconds: seconds)
  }

  /// Its row in a ``HistoryTable``.
  var row: String {
    let metrics = training.quality.kind.metrics
    return
      (["\(epoch)"] + metrics.map { Self.cell(training[$0]) }
      + metrics.map { Self.cell(validation?[$0]) } + ["\(seconds)"])
      .joined(separator: ",")
  }

  private static func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
}

extension EpochFigures.Measured {
  /// What training or validation has told.
  init(_ result: BatchResult) {
    self.init(loss: result.loss, quality: result.quality)
  }

  /// The cells of a ``HistoryTable``, in the order of the kind's metrics; nil for anything else.
  fileprivate init?(_ cells: ArraySlice<some StringProtocol>, _ kind: TargetKind) {
    let values = Dictionary(uniqueKeysWithValues: zip(kind.metrics, cells.map { Double($0) }))
    func value(_ metric: Metric) -> Double? { values[metric] ?? nil }
    guard let loss = value(.loss) else { return nil }
    switch kind {
    case .classes:
      guard let accuracy = value(.accuracy) else { return nil }
      self.init(loss: loss, quality: .accuracy(accuracy))
    case .numbers:
      guard let error = value(.meanAbsoluteError) else { return nil }
      self.init(
        loss: loss, quality: .errors(meanAbsolute: error, rSquared: value(.rSquared)))
    }
  }
}
