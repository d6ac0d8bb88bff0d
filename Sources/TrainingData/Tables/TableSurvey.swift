import NetworkDescription

/// A first look at a table: what each column holds, before it is decided what to use it for.
struct TableSurvey {
  /// A cell, for messages.
  struct Cell {
    let line: Int
    /// The column's position, from 0.
    let column: Int
    let text: String
  }

  let path: String
  /// Whether a model already says what the columns are.
  let isForModel: Bool
  var dialect: TableDialect
  /// Whether the first line holds names.
  var hasHeader = true
  /// Whether that is no more than likely.
  var headerIsGuessed = false
  var columns: [TableColumn] = []
  /// How many lines of samples there are.
  private(set) var lineCount = 0
  /// A number that may mean something else, too, for all that the table says.
  private(set) var unsureNumber: Cell?
  private var evidence = MarkEvidence()

  /// The most different texts of a column that becomes inputs.
  static let mostTexts = 100
  /// Texts that are all different are no categories, if there are more of them.
  static let fewTexts = 10

  /// Goes through a table once, or twice if its numbers turn out to have other marks than a decimal
  /// point.
  ///
  /// - Parameter form: How a model understands the columns; nil to find out.
  /// - Throws: ``DataFileError`` for what is no table.
  init(_ path: String, _ options: TableOptions, as form: TableForm?) throws(DataFileError) {
    self.path = path
    isForModel = form != nil
    dialect = try TableDialect(of: path)
    if options.decimal != .auto {
      dialect.marks = NumberMarks(options.decimal)
      try look(options, form)
      return
    }
    try look(options, form)
    do throws(MarkEvidence.Contradiction) {
      let finding = try evidence.finding(separator: dialect.separator)
      dialect.marks = finding.marks
      unsureNumber = finding.unsure
    } catch {
      throw mixedDecimals(error)
    }
    if dialect.marks != .plain { try look(options, form) }
  }

  private mutating func look(_ options: TableOptions, _ form: TableForm?) throws(DataFileError) {
    columns = []
    lineCount = 0
    var records = try TableRecords(path, dialect)
    guard let first = try records.nextRecord() else {
      throw DataFileError(
        file: path, place: .line(1), expected: "a table, such as a header and a line a sample",
        found: "an empty file")
    }
    nameColumns(
      options.header == .no ? [] : first.fields.map { cellText($0) }, of: first.fields.count)
    prepareColumns(options, form)
    while let record = try records.nextRecord() { try add(record, below: first.fields) }
    decideHeader(options, form, first.fields)
    if !hasHeader {
      nameColumns([], of: columns.count)
      try add(first, below: [])
    }
    guard lineCount > 0 else {
      throw DataFileError(
        file: path, place: .line(2), expected: "at least one sample below the header",
        found: "the end of the file")
    }
    for index in columns.indices { columns[index].settle(Self.mostTexts) }
  }

  /// What is known of columns before a look at their cells.
  private mutating func prepareColumns(_ options: TableOptions, _ form: TableForm?) {
    for index in likelyPositions(of: options.texts) { columns[index].holdsTexts = true }
    for index in likelyPositions(of: options.ignored) { columns[index].isIgnored = true }
    guard let form else { return }
    let texts = form.columns.filter { if case .texts = $0.role { true } else { false } }
    for index in likelyPositions(of: texts.map(\.name)) { columns[index].holdsTexts = true }
    let used = Set(form.columns.filter { $0.role != .leftOut }.map(\.name))
    guard columns.contains(where: { used.contains($0.name) }) else { return }
    for index in columns.indices where !used.contains(columns[index].name) {
      columns[index].isIgnored = true
    }
  }

  private mutating func add(
    _ record: CSVRecords.Record, below names: [ArraySlice<UInt8>]
  ) throws(DataFileError) {
    guard record.fields.count == columns.count else {
      throw DataFileError(
        file: path, place: .line(record.line),
        expected: "\(columns.count) fields, as in the first line", found: "\(record.fields.count)",
        advice: "a cell with the separator in it needs quotes")
    }
    lineCount += 1
    for (index, cell) in record.fields.enumerated() {
      if lineCount < 10_000, index < names.count, cell == names[index] {
        columns[index].recurrences += 1
      }
      if !columns[index].holdsTexts,
        let number = CSVNumber.value(cell, dialect.marks)
      {
        columns[index].add(number)
        if dialect.marks == .plain, cell.contains(.point), !columns[index].isIgnored {
          evidence.addPoint(Cell(line: record.line, column: index, text: cellText(cell)))
        }
      } else {
        addText(cell, to: index, line: record.line)
      }
    }
  }

  private mutating func addText(_ cell: ArraySlice<UInt8>, to index: Int, line: Int) {
    let cell = Cell(line: line, column: index, text: cellText(cell))
    columns[index].add(cell, mostTexts: Self.mostTexts)
    if dialect.marks == .plain, !columns[index].holdsTexts, !columns[index].isIgnored {
      evidence.addText(cell)
    }
  }

  /// Whether a cell holds nothing.
  func isGap(_ text: String, in column: Int) -> Bool {
    GapWords.sure.contains(text)
      || columns[column].holdsNumbers && GapWords.amongNumbers.contains(text)
  }

  /// Points and commas cannot both stand before the decimals.
  private func mixedDecimals(_ found: MarkEvidence.Contradiction) -> DataFileError {
    let (odd, other) = (found.odd, found.other)
    return DataFileError(
      file: path, place: .field(line: odd.line, column: odd.column + 1),
      expected: "numbers written alike, as line \(other.line), column \(other.column + 1) has "
        + excerpt(other.text.utf8),
      found: excerpt(odd.text.utf8)
        + (found.oddMayBeThousands ? ", which may mean thousands or decimals" : ""),
      advice: found.oddMayBeThousands
        ? "say what stands before decimals with --decimal point or --decimal comma, or "
          + remedies(for: odd.column)
        : "write all decimals with one mark, or " + remedies(for: odd.column))
  }
}
