/// The lines of a table with as many cells each as it has columns, whatever its dialect.
struct TableRecords {
  private var records: CSVRecords
  private let surplus: TableDialect.Surplus
  private var nameCount: Int?

  /// - Throws: ``DataFileError`` when the file cannot be opened or read.
  init(_ path: String, _ dialect: TableDialect) throws(DataFileError) {
    records = try CSVRecords(path, separator: dialect.separator)
    surplus = dialect.surplus
    for _ in 0..<dialect.commentLines { _ = try records.nextLineAsItIs() }
  }

  /// The next line; nil at the end of the file.
  mutating func nextRecord() throws(DataFileError) -> CSVRecords.Record? {
    guard let record = try records.nextRecord() else { return nil }
    guard let nameCount else {
      nameCount = record.fields.count
      return first(record)
    }
    guard surplus == .emptyLast, record.fields.count == nameCount + 1,
      record.fields.last?.isEmpty == true
    else { return record }
    return CSVRecords.Record(line: record.line, fields: record.fields.dropLast())
  }

  /// The line that may hold names: an index has none, and numpy begins the line with #.
  private func first(_ record: CSVRecords.Record) -> CSVRecords.Record {
    var fields = record.fields
    if let name = fields.first, name.starts(with: Array("# ".utf8)) {
      fields[0] = name.dropFirst(2)
    }
    if surplus == .index { fields.insert([], at: 0) }
    return CSVRecords.Record(line: record.line, fields: fields)
  }
}
