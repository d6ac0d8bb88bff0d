import NetworkDescription
import TextFormats

/// A table as spreadsheets write it, as data.
struct TableData {
  /// The columns to learn from; nil for all but the label.
  var columns: [String]?
  /// The column to learn; nil for the last.
  var label: String?
  var share = 0.8

  /// More text is not read.
  static let mostBytes = 20_000_000
  /// More than so many different labels that are numbers are numbers to learn.
  private static let mostClasses = 10

  /// Reads a table of numbers, whose first row may hold names.
  func data(_ text: String) throws(PlaygroundError) -> PlaygroundData {
    guard text.utf8.count <= Self.mostBytes else {
      throw .badValue(
        what: "the table", expected: "at most \(Self.mostBytes) bytes",
        found: "\(text.utf8.count) bytes")
    }
    var rows = try SeparatedRows.read(text)
    guard let first = rows.first, rows.count > 1 else {
      throw .badValue(what: "the table", expected: "at least two rows", found: "\(rows.count)")
    }
    let hasNames = first.contains { Double($0) == nil }
    let names = hasNames ? first : first.indices.map { "column \($0 + 1)" }
    if hasNames { rows.removeFirst() }
    guard names.count >= 2 else {
      throw .badValue(what: "the table", expected: "at least two columns", found: "\(names.count)")
    }
    let labelColumn =
      try label.map { (name) throws(PlaygroundError) in
        try Self.position(of: name, in: names)
      } ?? names.count - 1
    let chosen = try inputColumns(names, label: labelColumn)
    var values: [Double] = []
    for (number, row) in rows.enumerated() {
      guard row.count == names.count else {
        throw .badRow(
          row: number + (hasNames ? 2 : 1), column: names[min(row.count, names.count - 1)],
          expected: "\(names.count) columns", found: "\(row.count)")
      }
      for column in chosen {
        guard let value = Double(row[column]), value.isFinite else {
          throw .badRow(
            row: number + (hasNames ? 2 : 1), column: names[column], expected: "a number",
            found: row[column])
        }
        values.append(value)
      }
    }
    // Tables are often sorted, so that the last rows alone would be a poor test.
    let order = SeededRandom(seed: 1).permutation(of: rows.count, .split, step: 0)
    return PlaygroundData(
      name: "table", columns: chosen.map { names[$0] },
      values: order.flatMap { values[$0 * chosen.count..<($0 + 1) * chosen.count] },
      answers: Self.answers(order.map { rows[$0][labelColumn] }),
      trainCount: PlaygroundData.trainCount(of: rows.count, share))
  }

  private func inputColumns(_ names: [String], label: Int) throws(PlaygroundError) -> [Int] {
    guard let columns else { return names.indices.filter { $0 != label } }
    var chosen: [Int] = []
    for name in columns { chosen.append(try Self.position(of: name, in: names)) }
    return chosen
  }

  private static func position(
    of name: String, in names: [String]
  ) throws(PlaygroundError) -> Int {
    if let position = names.firstIndex(of: name) { return position }
    throw .badValue(
      what: "a column", expected: names.prefix(20).joined(separator: ", "), found: name)
  }

  /// Words, and a few whole numbers, are classes; other numbers are to be learned.
  private static func answers(_ labels: [String]) -> PlaygroundData.Answers {
    let numbers = labels.compactMap { Double($0) }.filter { $0.isFinite }
    var names = Array(Set(labels))
    if numbers.count == labels.count {
      guard names.count <= mostClasses, numbers.allSatisfy({ $0 == $0.rounded() }) else {
        return .numbers(numbers, perRow: 1)
      }
      names.sort { (Double($0) ?? 0) < (Double($1) ?? 0) }
    } else {
      names.sort()
    }
    var positions: [String: Int] = [:]
    for (position, name) in names.enumerated() { positions[name] = position }
    return .classes(labels.map { positions[$0] ?? 0 }, names: names)
  }
}

/// Rows with commas, semicolons or tabs between their fields, which may stand in quotes.
enum SeparatedRows {
  static func read(_ text: String) throws(PlaygroundError) -> [[String]] {
    let separator = separator(of: text)
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var previousWasQuote = false
    func finishField() {
      let text = String(decoding: field, as: UTF8.self)
      let bare = text.drop { $0 == " " }
      row.append(String(bare.reversed().drop { $0 == " " }.reversed()))
      field = []
    }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") {
        // Two quotes within quotes are one.
        if !isQuoted, previousWasQuote { field.append(byte) }
        isQuoted.toggle()
        previousWasQuote = !isQuoted
        continue
      }
      previousWasQuote = false
      switch byte {
      case separator where !isQuoted: finishField()
      case UInt8(ascii: "\r") where !isQuoted: continue
      case UInt8(ascii: "\n") where !isQuoted:
        finishField()
        if row != [""] { rows.append(row) }
        row = []
      default: field.append(byte)
      }
      guard rows.count <= PlaygroundData.mostRows else {
        throw .badValue(
          what: "the table", expected: "at most \(PlaygroundData.mostRows) rows", found: "more")
      }
    }
    guard !isQuoted else {
      throw .badRow(
        row: rows.count + 1, column: "\(row.count + 1)", expected: "a quote that ends the field",
        found: "the end of the table")
    }
    finishField()
    if row != [""] { rows.append(row) }
    return rows
  }

  /// What the first line has most of.
  private static func separator(of text: String) -> UInt8 {
    var counts: [(byte: UInt8, count: Int)] = [",", ";", "\t"].map { (UInt8(ascii: $0), 0) }
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") { break }
      for index in counts.indices where counts[index].byte == byte { counts[index].count += 1 }
    }
    return counts.max { $0.count < $1.count }?.byte ?? UInt8(ascii: ",")
  }
}
