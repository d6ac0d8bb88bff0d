import NetworkDescription
import TrainingLoop

/// What an epoch came to, as tables and curves need it.
struct EpochFigures: Equatable, Sendable {
  /// Loss and the share of right answers.
  struct Measured: Equatable, Sendable {
    var loss: Double
    var accuracy: Double

    /// Both of them, by name.
    static let kinds: [(name: String, number: @Sendable (Measured) -> Double)] = [
      ("loss", { $0.loss }), ("accuracy", { $0.accuracy }),
    ]
  }

  /// Which epoch, from 1.
  var epoch: Int
  /// While learning.
  var training: Measured
  /// On the validation samples, if there are any.
  var validation: Measured?
  /// How long it took.
  var seconds: Double
}

extension EpochFigures {
  init(_ record: EpochRecord) {
    epoch = record.epoch
    training = Measured(loss: record.loss, accuracy: record.accuracy)
    validation = record.validation.map { Measured(loss: $0.loss, accuracy: $0.accuracy) }
    seconds = record.seconds
  }

  /// A row of a ``HistoryTable``; nil for anything else.
  init?(row: some StringProtocol) {
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    guard cells.count == 6, let epoch = Int(cells[0]), epoch >= 1, let loss = Double(cells[1]),
      let accuracy = Double(cells[2]), let seconds = Double(cells[5])
    else { return nil }
    self.epoch = epoch
    training = Measured(loss: loss, accuracy: accuracy)
    if let loss = Double(cells[3]), let accuracy = Double(cells[4]) {
      validation = Measured(loss: loss, accuracy: accuracy)
    }
    self.seconds = seconds
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
