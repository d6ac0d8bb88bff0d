/// A table that says what pictures show: the columns `file` and `label`, or `digits`, and perhaps
/// `kind`.
package struct LabelTable {
  /// What a line of the table says.
  package struct Row {
    /// The picture, relative to the table's folder.
    package let file: String
    /// What it shows.
    package let label: String
    /// What sort of picture it is, if the table tells.
    package let kind: String?
    /// The line, counted from 1.
    let line: Int
  }

  /// What the table says, line by line.
  package let rows: [Row]
  /// The folder that the table lies in.
  package let folder: String
  private let path: String
  private let columns: (file: Int, label: Int)

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - labelNames: What the column of labels may be called.
  ///   - allowsNone: Whether a picture may show nothing.
  /// - Throws: ``DataFileError``, which names the line.
  package init(
    _ path: String, labelNames: [String] = ["label"], allowsNone: Bool = false
  ) throws(DataFileError) {
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var records = try CSVRecords(path, separator: TableDialect(of: path).separator)
    let names = try records.nextRecord()?.fields.map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    guard let names, let file = names.firstIndex(of: "file"),
      let label = labelNames.lazy.compactMap({ names.firstIndex(of: $0) }).first
    else {
      throw DataFileError(
        file: path, place: .line(1),
        expected: "the columns file and \(labelNames.joined(separator: " or "))",
        found: names.map { excerpt($0.joined(separator: ",").utf8) } ?? "an empty file")
    }
    columns = (file, label)
    let kind = names.firstIndex(of: "kind")
    var rows: [Row] = []
    while let record = try records.nextRecord() {
      guard record.fields.count == names.count else {
        throw DataFileError(
          file: path, place: .line(record.line),
          expected: "\(names.count) fields, as in the header",
          found: "\(record.fields.count)")
      }
      let text = cellText(record.fields[label])
      guard allowsNone || !text.isEmpty else {
        throw DataFileError(
          file: path, place: .field(line: record.line, column: label + 1),
          expected: "a label", found: "nothing")
      }
      rows.append(
        Row(
          file: cellText(record.fields[file]), label: text,
          kind: kind.map { cellText(record.fields[$0]) }, line: record.line))
    }
    self.rows = rows
  }

  /// What is wrong with a row whose picture is not there.
  package func missing(_ row: Row) -> DataFileError {
    DataFileError(
      file: path, place: .field(line: row.line, column: columns.file + 1),
      expected: "the name of a picture",
      found: "\(folder)/\(row.file), and there is no such file")
  }
}
