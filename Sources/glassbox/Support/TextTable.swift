import NetworkDescription

/// A table of text whose columns line up, whatever stands in its cells.
struct TextTable: CustomStringConvertible {
  struct Column {
    let title: String
    let isNumeric: Bool

    static func left(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    static func right(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  private let columns: [Column]
  /// nil stands for a rule.
  private var rows: [[String]?] = []

  init(columns: [Column]) {
    self.columns = columns.map { Column(title: $0.title.onOneLine, isNumeric: $0.isNumeric) }
  }

  mutating func add(_ cells: [String]) {
    rows.append(cells.map(\.onOneLine))
  }

  mutating func addRule() {
    rows.append(nil)
  }

  var description: String {
    let widths = widths
    let head = [line(columns.map(\.title), widths), rule(widths)]
    return (head + rowLines).joined(separator: "\n")
  }

  /// The table without its titles.
  var rowLines: [String] {
    let widths = widths
    return rows.map { $0.map { line($0, widths) } ?? rule(widths) }
  }

  private var widths: [Int] {
    columns.indices.map { column in
      rows.compactMap { $0?[column].count }.reduce(columns[column].title.count, max)
    }
  }

  private func rule(_ widths: [Int]) -> String {
    widths.map { String(repeating: "─", count: $0) }.joined(separator: "──")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = zip(cells, zip(columns, widths)).map { cell, layout in
      let padding = String(repeating: " ", count: layout.1 - cell.count)
      return layout.0.isNumeric ? padding + cell : cell + padding
    }.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text
  }
}
