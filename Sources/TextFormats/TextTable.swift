/// A table of text whose columns line up, whatever stands in its cells.
package struct TextTable: CustomStringConvertible {
  /// A column with its title: words to the left, numbers to the right.
  package struct Column {
    let title: String
    let isNumeric: Bool

    package static func left(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    package static func right(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  private let titles: [String]
  private let leftAligned: Set<Int>
  /// nil stands for a rule.
  private var rows: [[String]?] = []

  package init(columns: [Column]) {
    self.init(
      leftAligned: Set(columns.indices.filter { !columns[$0].isNumeric }),
      titles: columns.map { $0.title })
  }

  /// - Parameter leftAligned: The columns of words; all others are of numbers.
  package init(leftAligned: Set<Int>, titles: [String] = []) {
    self.leftAligned = leftAligned
    self.titles = titles.map { $0.onOneLine }
  }

  package mutating func add(_ cells: [String]) {
    rows.append(cells.map { $0.onOneLine })
  }

  package mutating func addRule() {
    rows.append(nil)
  }

  /// The titles, a rule, and the rows.
  package var description: String {
    ([line(titles, widths), rule] + rowLines).joined(separator: "\n")
  }

  /// The titles, if there are any, and the rows.
  package var lines: [String] {
    (titles.isEmpty ? [] : [line(titles, widths)]) + rowLines
  }

  /// The table without its titles.
  package var rowLines: [String] {
    let widths = widths
    return rows.map { row in row.map { line($0, widths) } ?? rule }
  }

  private var widths: [Int] {
    var widths = titles.map { $0.count }
    for row in rows {
      for (column, cell) in (row ?? []).enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return widths
  }

  private var rule: String {
    widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
  }

  /// A line, without blanks at its end.
  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = cells.enumerated().map { column, cell in
      let padding = String(repeating: " ", count: widths[column] - cell.count)
      return leftAligned.contains(column) ? cell + padding : padding + cell
    }.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
}
