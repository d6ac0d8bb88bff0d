import NetworkDescription

/// The epochs of a training as a CSV table, a row for each.
public enum HistoryTable {
  /// The table; what was not measured is an empty cell.
  public static func text(_ epochs: [EpochFigures]) -> String {
    let kind = epochs.first?.training.quality.kind ?? .classes
    return ([header(kind)] + epochs.map(\.row)).joined(separator: "\n") + "\n"
  }

  /// The epochs of a table, in order; nil for a text that is no such table.
  public static func epochs(in text: String) -> [EpochFigures]? {
    let lines = text.split(separator: "\n")
    let kinds = [TargetKind.classes, .numbers]
    guard let kind = kinds.first(where: { lines.first.map(String.init) == header($0) }) else {
      return nil
    }
    let epochs = lines.dropFirst().compactMap { EpochFigures(row: $0, kind) }
    guard epochs.count == lines.count - 1, epochs.map(\.epoch) == epochs.map(\.epoch).sorted()
    else { return nil }
    return epochs
  }

  private static func header(_ kind: TargetKind) -> String {
    (["epoch"] + kind.metrics.map(\.key) + kind.metrics.map(\.validationKey) + ["seconds"])
      .joined(separator: ",")
  }
}
