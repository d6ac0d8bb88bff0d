/// A first look at a table: what each column holds, before it is decided what to use it for.
struct TableSurvey {
  /// What a column holds.
  struct Column {
    /// Its name; `column1`, … where the table has none.
    var name: String
    /// Whether the table has a name for it.
    var isNamed = false
    var numbers = 0
    var texts = 0
    var gaps = 0
    /// The first cells of each kind, for messages.
    var firstText: (line: Int, text: String)?
    var firstGap: (line: Int, text: String)?
    var smallest = Double.infinity
    var largest = -Double.infinity
    /// Whether all numbers are bytes.
    var areBytes = true
    /// Whether each number is the one before and 1.
    var isCounting = true
    /// The different texts, until there are too many.
    var differentTexts: Set<String> = []
    fileprivate var last: Double?
  }

  let path: String
  var dialect: TableDialect
  /// Whether the first line holds names.
  private(set) var hasHeader = true
  private(set) var columns: [Column] = []
  /// How many lines of samples there are.
  private(set) var lineCount = 0
  /// The first cells with a comma and with a point in a number.
  private var commaCell: (line: Int, text: String)?
  private var pointCell: (line: Int, text: String)?
  private var allMayBeThousands = true

  /// What stands in cells that hold nothing.
  static let gapWords: Set<String> = [
    "", "?", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL",
  ]
  /// The most different texts of a column that becomes inputs.
  static let mostTexts = 100

  /// Goes through a table once, or twice if its numbers turn out to have decimal commas.
  ///
  /// - Throws: ``DataFileError`` for what is no table.
  init(_ path: String, header: TableOptions.Header) throws(DataFileError) {
    self.path = path
    dialect = TableDialect(separator: try TableDialect.separator(of: path))
    try look(header)
    let commasAreDecimal =
      commaCell != nil && pointCell == nil
      && (dialect.separator == UInt8(ascii: ";") || !allMayBeThousands)
    if commasAreDecimal {
      dialect.decimalComma = true
      try look(header)
    }
  }

  private mutating func look(_ header: TableOptions.Header) throws(DataFileError) {
    columns = []
    lineCount = 0
    var records = try CSVRecords(path, separator: dialect.separator)
    guard let first = try records.nextRecord() else {
      throw DataFileError(
        file: path, place: .line(1), expected: "a table, such as a header and a line a sample",
        found: "an empty file")
    }
    columns = first.fields.indices.map { Column(name: "column\($0 + 1)") }
    while let record = try records.nextRecord() { try add(record) }
    hasHeader =
      switch header {
      case .yes: true
      case .no: false
      case .auto: looksLikeNames(first.fields)
      }
    if hasHeader {
      nameColumns(first.fields)
    } else {
      try add(first)
    }
    guard lineCount > 0 else {
      throw DataFileError(
        file: path, place: .line(2), expected: "at least one sample below the header",
        found: "the end of the file")
    }
  }

  /// Names are no numbers: so some column must hold text in the first line and numbers below it, or
  /// the first line is all text, and no column has a number there and numbers below.
  private func looksLikeNames(_ first: [ArraySlice<UInt8>]) -> Bool {
    let areNumbers = first.map { CSVNumber.value($0, decimalComma: dialect.decimalComma) != nil }
    for (index, column) in columns.enumerated() where column.numbers > column.texts {
      if !areNumbers[index], !Self.gapWords.contains(cellText(first[index])) { return true }
    }
    return !areNumbers.contains(true)
  }

  /// Two columns of one name would be one to a model: the later ones get a number, as in pandas.
  private mutating func nameColumns(_ names: [ArraySlice<UInt8>]) {
    var taken: [String: Int] = [:]
    for index in columns.indices {
      let name = cellText(names[index])
      guard !name.isEmpty else { continue }
      let earlier = taken[name, default: 0]
      taken[name] = earlier + 1
      columns[index].name = earlier == 0 ? name : "\(name).\(earlier)"
      columns[index].isNamed = true
    }
  }

  private mutating func add(_ record: CSVRecords.Record) throws(DataFileError) {
    guard record.fields.count == columns.count else {
      throw DataFileError(
        file: path, place: .line(record.line),
        expected: "\(columns.count) fields, as in the first line", found: "\(record.fields.count)",
        advice: "a cell with the separator in it needs quotes")
    }
    lineCount += 1
    for (index, cell) in record.fields.enumerated() {
      if let number = CSVNumber.value(cell, decimalComma: dialect.decimalComma) {
        columns[index].add(number)
        if pointCell == nil, !dialect.decimalComma, cell.contains(.point) {
          pointCell = (record.line, cellText(cell))
        }
      } else {
        addText(cell, to: index, line: record.line)
      }
    }
  }

  private mutating func addText(_ cell: ArraySlice<UInt8>, to index: Int, line: Int) {
    if cell.count <= 4, Self.gapWords.contains(cellText(cell)) {
      columns[index].gaps += 1
      columns[index].isCounting = false
      if columns[index].firstGap == nil { columns[index].firstGap = (line, cellText(cell)) }
      return
    }
    let text = cellText(cell)
    columns[index].texts += 1
    columns[index].isCounting = false
    if columns[index].firstText == nil { columns[index].firstText = (line, text) }
    if columns[index].differentTexts.count <= Self.mostTexts {
      columns[index].differentTexts.insert(text)
    }
    if !dialect.decimalComma, cell.contains(.comma),
      CSVNumber.value(cell, decimalComma: true) != nil
    {
      commaCell = commaCell ?? (line, text)
      allMayBeThousands = allMayBeThousands && TableDialect.mayBeThousands(cell)
    }
  }
}

extension TableSurvey.Column {
  fileprivate mutating func add(_ number: Double) {
    numbers += 1
    smallest = min(smallest, number)
    largest = max(largest, number)
    areBytes = areBytes && number >= 0 && number <= 255 && number == number.rounded()
    if let last, number != last + 1 { isCounting = false }
    last = number
  }
}
