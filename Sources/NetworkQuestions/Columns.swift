import Explanation

/// Lines whose columns stand below each other: the first so many to the left, the others right.
struct Columns {
  private var rows: [[String]] = []
  private let leftAligned: Set<Int>

  /// - Parameter leftAligned: The columns of words; all others are of numbers.
  init(leftAligned: Set<Int>, titles: [String] = []) {
    self.leftAligned = leftAligned
    if !titles.isEmpty { rows.append(titles) }
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, without blanks at their ends.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return leftAligned.contains(column) ? cell + padding : padding + cell
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
