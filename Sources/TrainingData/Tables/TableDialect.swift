/// How a table is written: what stands between cells, in numbers before the decimals, and what is
/// no part of the table.
struct TableDialect: Hashable {
  /// How the lines of samples differ from the line of names above them.
  enum Surplus: Hashable {
    /// They have a cell for each name.
    case none
    /// They begin with one more, which tells the lines apart: R's `write.table` writes so.
    case index
    /// They end in a separator.
    case emptyLast
  }

  var separator: UInt8
  var marks = NumberMarks.plain
  /// How many lines of comments, such as `# made by`, stand above the table.
  var commentLines = 0
  var surplus = Surplus.none

  /// What may separate cells, the surest first: a comma may be a decimal one.
  static let separators: [(byte: UInt8, name: String)] = [
    (.tab, "tabs"), (.semicolon, "semicolons"), (UInt8(ascii: "|"), "bars"), (.comma, "commas"),
  ]

  /// The separator in words.
  var separatorName: String {
    if separator == .blank { return "blanks" }
    return Self.separators.first { $0.byte == separator }?.name ?? excerpt([separator])
  }

  /// How many lines are looked at.
  private static let lookedAt = 50

  /// Finds out from the first lines of a file.
  ///
  /// - Throws: ``DataFileError`` for what is no text, or has blanks between cells and not as many in
  ///   each line.
  init(of path: String) throws(DataFileError) {
    var records = try CSVRecords(path)
    var lines: [[UInt8]] = []
    while lines.count < Self.lookedAt, let line = try records.nextLineAsItIs() {
      lines.append(line)
    }
    commentLines = lines.prefix { $0.first == UInt8(ascii: "#") }.count
    if commentLines == lines.count { commentLines = 0 }
    separator = records.separator
    if !records.namesSeparator {
      separator = try Self.separator(of: path, lines.dropFirst(commentLines), commentLines)
    }
    if commentLines > 0, areNames(path) { commentLines -= 1 }
    surplus = surplus(of: path)
  }

  /// Whether the last line that begins with # has a cell for each column, as numpy writes names.
  private func areNames(_ path: String) -> Bool {
    let counts = Self.records(path, separator, skipping: commentLines - 1).map(\.fields.count)
    return counts.count > 1 && counts[0] == counts[1] && counts[0] > 1
  }

  /// The separator that divides the first lines into equally many cells, and more than one.
  private static func separator(
    of path: String, _ lines: ArraySlice<[UInt8]>, _ commentLines: Int
  ) throws(DataFileError) -> UInt8 {
    var best: (separator: UInt8, alike: Int) = (.comma, 0)
    for (separator, _) in separators {
      let counts = records(path, separator, skipping: commentLines).map(\.fields.count)
      guard let first = counts.first, first > 1 else { continue }
      let alike = counts.count { $0 == first }
      if alike > best.alike { best = (separator, alike) }
    }
    guard
      best.alike == 0 || best.separator == .tab && lines.dropFirst().allSatisfy(hasNumbersInACell)
    else { return best.separator }
    let divided = records(path, .blank, skipping: commentLines)
    guard let last = divided.last?.fields.count, last > 1 else { return best.separator }
    let stray = divided.dropFirst().first { $0.fields.count != last }
    let first = divided[0].fields.count
    if stray == nil, first == last || first + 1 == last && divided.count > 2 { return .blank }
    guard divided.dropFirst().allSatisfy({ $0.fields.contains { CSVNumber.value($0) != nil } })
    else { return best.separator }
    let other = stray ?? divided[0]
    throw DataFileError(
      file: path, place: .line(other.line),
      expected: "as many cells between blanks in each line, such as the \(last) of line "
        + "\(divided.last?.line ?? 1)",
      found: "\(other.fields.count)",
      advice: "put commas, semicolons or tabs between the cells, or quotes around cells with blanks"
    )
  }

  /// Whether a cell between tabs holds several numbers: then blanks separate cells, too.
  private static func hasNumbersInACell(_ line: [UInt8]) -> Bool {
    line.split(separator: .tab).contains { cell in
      let parts = cell.split(separator: .blank)
      return parts.count > 1 && parts.count { CSVNumber.value($0) != nil } * 2 > parts.count
    }
  }

  /// Compares the first line with those below it.
  private func surplus(of path: String) -> Surplus {
    let records = Self.records(path, separator, skipping: commentLines)
    let below = records.dropFirst()
    guard let names = records.first?.fields, below.count > 1,
      below.allSatisfy({ $0.fields.count == names.count + 1 })
    else { return .none }
    if below.allSatisfy({ $0.fields.last?.isEmpty == true }) { return .emptyLast }
    let indices = Set(below.compactMap { $0.fields.first.map { cellText($0) } })
    return indices.count == below.count ? .index : .none
  }

  /// The first records, up to one that cannot be read.
  private static func records(
    _ path: String, _ separator: UInt8, skipping commentLines: Int
  ) -> [CSVRecords.Record] {
    var found: [CSVRecords.Record] = []
    do {
      var records = try CSVRecords(path, separator: separator)
      for _ in 0..<commentLines { _ = try records.nextLineAsItIs() }
      while found.count < lookedAt, let record = try records.nextRecord() { found.append(record) }
    } catch {
      // Another separator may read it; if none does, reading says why.
    }
    return found
  }
}
