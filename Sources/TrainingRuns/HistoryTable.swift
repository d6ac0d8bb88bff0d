/// The epochs of a training as a CSV table, a row for each.
public enum HistoryTable {
  private static let header = "epoch,loss,accuracy,validationLoss,validationAccuracy,seconds"

  /// The table; what was not measured is an empty cell.
  public static func text(_ epochs: [EpochFigures]) -> String {
    ([header] + epochs.map(\.row)).joined(separator: "\n") + "\n"
  }

  /// The epochs of a table, in order; nil for a text that is no such table.
  public static func epochs(in text: String) -> [EpochFigures]? {
    let lines = text.split(separator: "\n")
    guard lines.first.map(String.init) == header else { return nil }
    let epochs = lines.dropFirst().compactMap { EpochFigures(row: $0) }
    guard epochs.count == lines.count - 1, epochs.map(\.epoch) == epochs.map(\.epoch).sorted()
    else { return nil }
    return epochs
  }
}
