import NetworkDescription
import TrainingLoop

/// What an epoch came to, as tables and curves need it.
public struct EpochFigures: Equatable, Sendable {
  /// Loss and the share of right answers.
  public struct Measured: Equatable, Sendable {
    /// The mean loss of a sample.
    public var loss: Double
    /// The share of right answers, 0 to 1.
    public var accuracy: Double

    /// Puts both together.
    public init(loss: Double, accuracy: Double) {
      self.loss = loss
      self.accuracy = accuracy
    }

    /// Both of them, by name.
    public static let kinds: [(name: String, number: @Sendable (Measured) -> Double)] = [
      ("loss", { $0.loss }), ("accuracy", { $0.accuracy }),
    ]
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
  /// What training has told of an epoch.
  public init(_ record: EpochRecord) {
    self.init(
      epoch: record.epoch, training: Measured(loss: record.loss, accuracy: record.accuracy),
      validation: record.validation.map { Measured(loss: $0.loss, accuracy: $0.accuracy) },
      seconds: record.seconds)
  }

  /// A row of a ``HistoryTable``; nil for anything else.
  init?(row: some StringProtocol) {
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 6, let epoch = Int(cells[0]), epoch >= 1, let loss = Double(cells[1]),
      let accuracy = Double(cells[2]), let seconds = Double(cells[5])
    else { return nil }
    var validation: Measured?
    if let loss = Double(cells[3]), let accuracy = Double(cells[4]) {
      validation = Measured(loss: loss, accuracy: accuracy)
    }
    self.init(
      epoch: epoch, training: Measured(loss: loss, accuracy: accuracy), validation: validation,
      seconds: seconds)
  }

  /// Its row in a ``HistoryTable``.
  var row: String {
    [
      "\(epoch)", "\(training.loss)", "\(training.accuracy)",
      validation.map { "\($0.loss)" } ?? "", validation.map { "\($0.accuracy)" } ?? "",
      "\(seconds)",
    ].joined(separator: ",")
  }
}
