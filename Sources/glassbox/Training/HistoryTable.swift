import NetworkBlueprint
import TrainingLoop

/// The epochs of a training as a CSV table, a row for each.
enum HistoryTable {
  private static let header = "epoch,loss,accuracy,validationLoss,validationAccuracy,seconds"

  /// The table; what was not measured is an empty cell.
  static func text(_ records: [EpochRecord]) -> String {
    let rows = records.map { record in
      [
        "\(record.epoch)", "\(record.loss)", "\(record.accuracy)",
        record.validation.map { "\($0.loss)" } ?? "",
        record.validation.map { "\($0.accuracy)" } ?? "", "\(record.seconds)",
      ].joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}
