import TextFormats

/// A table of epochs, as `train --history` writes it, whatever metrics it has columns for.
public struct RunHistory: Equatable, Sendable {
  /// What was measured, in the order of the columns: loss, accuracy and so on.
  public let metrics: [String]
  /// Which epochs, in order.
  public let epochs: [Int]
  /// The numbers of each column, by its name; nil where nothing was measured.
  private let columns: [String: [Double?]]

  private static let (epochName, secondsName, prefix) = ("epoch", "seconds", "validation")

  /// Reads a table.
  ///
  /// - Throws: `PlainError` saying which row and column is wrong, or that it is no such table.
  public init(parsing text: String) throws(PlainError) {
    let lines = text.split(whereSeparator: \.isNewline)
    let names = lines.first.map { Self.cells(of: $0).map(String.init) } ?? []
    guard names.first == Self.epochName, names.count > 1, Set(names).count == names.count else {
      let found = lines.first.map { "'\(String($0).shortenedOnOneLine)'" } ?? "nothing"
      throw PlainError(
        "expected a history, as train --history writes it, whose first row is "
          + "epoch,loss,accuracy and so on, found \(found)")
    }
    guard lines.count > 1 else { throw PlainError("expected a row for each epoch, found none") }
    var epochs: [Int] = []
    var columns: [String: [Double?]] = [:]
    for (index, line) in lines.enumerated().dropFirst() {
      let cells = Self.cells(of: line)
      guard cells.count == names.count else {
        throw PlainError("row \(index + 1): expected \(names.count) cells, found \(cells.count)")
      }
      guard let epoch = Int(cells[0]), epoch > epochs.last ?? 0 else {
        throw PlainError(
          "row \(index + 1), column epoch: expected a whole number above \(epochs.last ?? 0), "
            + "found '\(String(cells[0]).shortenedOnOneLine)'")
      }
      epochs.append(epoch)
      for (name, cell) in zip(names, cells).dropFirst() {
        guard cell.isEmpty || Double(cell) != nil else {
          throw PlainError(
            "row \(index + 1), column \(name.shortenedOnOneLine): expected a number or nothing, "
              + "found '\(String(cell).shortenedOnOneLine)'")
        }
        columns[name, default: []].append(Double(cell))
      }
    }
    self.epochs = epochs
    self.columns = columns
    metrics = names.dropFirst().filter {
      $0 != Self.secondsName && !$0.hasPrefix(Self.prefix)
        && columns[$0]?.contains { $0 != nil } == true
    }
  }

  private static func cells(of line: Substring) -> [Substring] {
    line.split(separator: ",", omittingEmptySubsequences: false)
  }

  /// The numbers of a metric while learning, an entry for each epoch.
  public func training(_ metric: String) -> [Double?] { columns[metric] ?? [] }

  /// The numbers of a metric on validation samples; nil if none were measured.
  public func validation(_ metric: String) -> [Double?]? {
    let name = Self.prefix + metric.prefix(1).uppercased() + metric.dropFirst()
    return columns[name].flatMap { $0.contains { $0 != nil } ? $0 : nil }
  }

  /// How long all epochs took, if that was written down.
  public var seconds: Double? {
    columns[Self.secondsName].map { $0.reduce(0) { $0 + ($1 ?? 0) } }
  }

  /// The place of the epoch with the smallest validation loss, or training loss without any.
  public var best: Int? {
    guard let metric = metrics.first else { return nil }
    let losses = validation(metric) ?? training(metric)
    return losses.indices.filter { losses[$0]?.isFinite == true }
      .min { (losses[$0] ?? 0) < (losses[$1] ?? 0) }
  }
}
