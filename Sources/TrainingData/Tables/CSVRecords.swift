/// Reads a file of separated values record by record (RFC 4180, UTF-8).
///
/// Fields may be quoted, and then hold separators, line ends and doubled quotes. Lines end in LF,
/// CR LF or CR; a byte order mark is skipped, and so are empty lines and those of separators alone,
/// which spreadsheets leave at the end. Beyond the RFC, blanks around a field that is not quoted do
/// not count, and a first line such as `sep=;` names the separator. Where blanks themselves separate
/// fields, several of them are one, and so are tabs. The file is read in pieces: only one record is
/// in memory.
struct CSVRecords {
  /// One record's fields, and where it is.
  struct Record {
    /// The line it begins on, counted from 1.
    let line: Int
    /// The bytes of each field, unquoted.
    let fields: [ArraySlice<UInt8>]
  }

  /// No record may be longer: a file without line ends, or with a quote left open, is no table.
  static let longestRecord = 1 << 24
  /// No record may have more fields: far more than any table of samples has.
  static let mostFields = 1 << 17

  /// No more blank lines, or blanks around a field, may come one after the other: what goes on like
  /// that is no table any more.
  static let mostBlanks = 1_000_000

  private let file: ByteFile
  /// What separates the fields, a first line such as `sep=;` heeded.
  private(set) var separator: UInt8
  /// Whether such a line is there.
  private(set) var namesSeparator = false
  private var buffer: [UInt8] = []
  private var next = 0
  private var line = 1

  /// - Throws: ``DataFileError`` when the file cannot be opened or read, or holds no such text.
  init(_ path: String, separator: UInt8 = .comma) throws(DataFileError) {
    file = try ByteFile(path)
    self.separator = separator
    guard try peek() != nil else { return }
    try TextBeginning.check(buffer, path: path)
    // Programs that join files leave one mark behind the other.
    while buffer[next...].starts(with: TextBeginning.mark) { next += TextBeginning.mark.count }
    let first = buffer[next...].prefix { $0 != .lineFeed && $0 != .carriageReturn }
    if first.count == 5, first.starts(with: Array("sep=".utf8)), let named = first.last {
      self.separator = named
      namesSeparator = true
      next += first.count
    }
  }

  /// The next record; nil at the end of the file.
  ///
  /// - Throws: ``DataFileError`` with line and column for misplaced or unclosed quotes.
  mutating func nextRecord() throws(DataFileError) -> Record? {
    let start = line
    while let record = try nextLine() {
      try checkBlanks(line - start, "blank lines", from: start)
      if record.fields.allSatisfy({ $0.isEmpty }) { continue }
      // Old DOS programs write Ctrl-Z behind the last line.
      if record.fields.count == 1, record.fields[0].elementsEqual([0x1A]) { continue }
      return record
    }
    return nil
  }

  /// The bytes of the next line that is not empty, whatever they are; nil at the end of the file.
  mutating func nextLineAsItIs() throws(DataFileError) -> [UInt8]? {
    try skipEmptyLines()
    guard try peek() != nil else { return nil }
    var bytes: [UInt8] = []
    while let byte = try peek(), byte != .lineFeed, byte != .carriageReturn {
      try append(byte, to: &bytes, 1)
    }
    if try peek() != nil { try skipLineEnd() }
    return bytes
  }

  private mutating func nextLine() throws(DataFileError) -> Record? {
    try skipEmptyLines()
    guard try peek() != nil else { return nil }
    let start = line
    var bytes: [UInt8] = []
    var ends: [Int] = []
    while true {
      try readField(into: &bytes, column: ends.count + 1)
      ends.append(bytes.count)
      guard try isAtSeparator() else { break }
      guard ends.count < Self.mostFields else {
        throw DataFileError(
          file: file.path, place: .line(start),
          expected: "at most \(Self.mostFields) columns", found: "more",
          advice: "check that the table has a line for each sample, and not a column")
      }
      if separator != .blank { next += 1 }
    }
    if try peek() != nil { try skipLineEnd() }
    let begins = [0] + ends.dropLast()
    return Record(line: start, fields: zip(begins, ends).map { bytes[$0..<$1] })
  }

  /// Reads up to the separator or line end behind the field, and leaves it there.
  private mutating func readField(
    into bytes: inout [UInt8], column: Int
  ) throws(DataFileError) {
    let begin = bytes.count
    try skipBlanks()
    if try peek() == .quote {
      try readQuoted(into: &bytes, column: column)
      if separator != .blank { try skipBlanks() }
      if let after = try peek(), !endsField(after) {
        throw error(column, expected: "a separator or line end after the quote", found: after)
      }
      return
    }
    while let byte = try peek(), !endsField(byte) {
      if byte == .quote {
        throw error(column, expected: "quotes around the whole field, or none", found: byte)
      }
      try append(byte, to: &bytes, column)
    }
    while bytes.count > begin, let last = bytes.last, isBlank(last) { bytes.removeLast() }
  }

  private mutating func readQuoted(
    into bytes: inout [UInt8], column: Int
  ) throws(DataFileError) {
    let start = line
    next += 1
    while let byte = try peek() {
      if byte == .quote {
        next += 1
        guard try peek() == .quote else { return }
      } else if byte == .lineFeed {
        line += 1
      }
      try append(byte, to: &bytes, column)
    }
    throw DataFileError(
      file: file.path, place: .field(line: start, column: column), expected: "a closing quote",
      found: "the end of the file")
  }

  private mutating func append(
    _ byte: UInt8, to bytes: inout [UInt8], _ column: Int
  ) throws(DataFileError) {
    guard bytes.count < Self.longestRecord else {
      throw DataFileError(
        file: file.path, place: .field(line: line, column: column),
        expected: "a record of at most \(Self.longestRecord) bytes", found: "a longer one")
    }
    bytes.append(byte)
    next += 1
  }

  /// Whether another field follows in this line; blanks before the end of a line separate nothing.
  private mutating func isAtSeparator() throws(DataFileError) -> Bool {
    guard separator == .blank else { return try peek() == separator }
    try skipBlanks()
    guard let byte = try peek() else { return false }
    return byte != .lineFeed && byte != .carriageReturn
  }

  private mutating func skipEmptyLines() throws(DataFileError) {
    let start = line
    while let byte = try peek(), byte == .lineFeed || byte == .carriageReturn {
      try skipLineEnd()
      try checkBlanks(line - start, "blank lines", from: start)
    }
  }

  private mutating func skipBlanks() throws(DataFileError) {
    var count = 0
    while let byte = try peek(), isBlank(byte) {
      next += 1
      count += 1
      try checkBlanks(count, "blanks", from: line)
    }
  }

  @inline(__always)
  private func checkBlanks(
    _ count: Int, _ what: String, from start: Int
  ) throws(DataFileError) {
    guard count > Self.mostBlanks else { return }
    throw DataFileError(
      file: file.path, place: .line(start),
      expected: "at most \(Self.mostBlanks) \(what) one after the other", found: "more",
      advice: "cut off what is not the table")
  }

  private mutating func skipLineEnd() throws(DataFileError) {
    if try peek() == .carriageReturn {
      next += 1
      if try peek() == .lineFeed { next += 1 }
    } else {
      next += 1
    }
    line += 1
  }

  /// The byte to be read next; nil at the end of the file.
  @inline(__always)
  private mutating func peek() throws(DataFileError) -> UInt8? {
    if next == buffer.count { try refill() }
    return next < buffer.count ? buffer[next] : nil
  }

  private mutating func refill() throws(DataFileError) {
    buffer = try file.read(upTo: 1 << 18)
    next = 0
  }

  @inline(__always)
  private func endsField(_ byte: UInt8) -> Bool {
    byte == separator || byte == .lineFeed || byte == .carriageReturn
      || separator == .blank && byte == .tab
  }

  @inline(__always)
  private func isBlank(_ byte: UInt8) -> Bool {
    byte == .blank || byte == .tab && separator != .tab
  }

  private func error(_ column: Int, expected: String, found: UInt8) -> DataFileError {
    DataFileError(
      file: file.path, place: .field(line: line, column: column), expected: expected,
      found: excerpt([found]))
  }
}

extension UInt8 {
  static let comma = UInt8(ascii: ",")
  static let tab = UInt8(ascii: "\t")
  static let blank = UInt8(ascii: " ")
  static let semicolon = UInt8(ascii: ";")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
}

/// What a field holds, in quotes, short enough and plain enough for an error of one line.
func excerpt(_ bytes: some Collection<UInt8>) -> String {
  if bytes.isEmpty { return "nothing" }
  let characters = String(decoding: bytes.prefix(40), as: UTF8.self).map { character in
    if character.isWhitespace, !character.isNewline { return Character(" ") }
    let isSeen =
      character.isWholeNumber || character.isLetter || character.isSymbol || character.isPunctuation
    return isSeen || character.isASCII && character > " " ? character : "?"
  }
  return "\"\(String(characters))\(bytes.count > 40 ? "…" : "")\""
}
