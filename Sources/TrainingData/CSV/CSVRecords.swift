/// Reads a file of comma-separated values record by record (RFC 4180, UTF-8).
///
/// Fields may be quoted, and then hold commas, line ends and doubled quotes. Lines end in LF, CR LF
/// or CR; a byte order mark is skipped, and so are empty lines. Beyond the RFC, blanks around a
/// field that is not quoted do not count. The file is read in pieces: only one record is in memory.
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

  private let file: ByteFile
  private var buffer: [UInt8] = []
  private var next = 0
  private var line = 1

  /// - Throws: ``DataFileError`` when the file cannot be opened or read.
  init(_ path: String) throws(DataFileError) {
    file = try ByteFile(path)
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if try peek() != nil, buffer.starts(with: mark) { next = mark.count }
  }

  /// The next record; nil at the end of the file.
  ///
  /// - Throws: ``DataFileError`` with line and column for misplaced or unclosed quotes.
  mutating func nextRecord() throws(DataFileError) -> Record? {
    while let byte = try peek(), byte == .lineFeed || byte == .carriageReturn {
      try skipLineEnd()
    }
    guard try peek() != nil else { return nil }
    let start = line
    var bytes: [UInt8] = []
    var ends: [Int] = []
    while true {
      try readField(into: &bytes, column: ends.count + 1)
      ends.append(bytes.count)
      guard try peek() == .comma else { break }
      next += 1
    }
    if try peek() != nil { try skipLineEnd() }
    let begins = [0] + ends.dropLast()
    return Record(line: start, fields: zip(begins, ends).map { bytes[$0..<$1] })
  }

  /// Reads up to the comma or line end behind the field, and leaves it there.
  private mutating func readField(
    into bytes: inout [UInt8], column: Int
  ) throws(DataFileError) {
    let begin = bytes.count
    try skipBlanks()
    if try peek() == .quote {
      try readQuoted(into: &bytes, column: column)
      try skipBlanks()
      if let after = try peek(), !after.endsField {
        throw error(column, expected: "a comma or line end after the quote", found: after)
      }
      return
    }
    while let byte = try peek(), !byte.endsField {
      if byte == .quote {
        throw error(column, expected: "quotes around the whole field, or none", found: byte)
      }
      try append(byte, to: &bytes, column)
    }
    while bytes.count > begin, let last = bytes.last, last.isBlank { bytes.removeLast() }
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

  private mutating func skipBlanks() throws(DataFileError) {
    while let byte = try peek(), byte.isBlank { next += 1 }
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

  private func error(_ column: Int, expected: String, found: UInt8) -> DataFileError {
    DataFileError(
      file: file.path, place: .field(line: line, column: column), expected: expected,
      found: excerpt([found]))
  }
}

extension UInt8 {
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let quote = UInt8(ascii: "\"")
  fileprivate static let lineFeed = UInt8(ascii: "\n")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")

  fileprivate var endsField: Bool {
    self == .comma || self == .lineFeed || self == .carriageReturn
  }

  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

/// What a field holds, in quotes, short enough and plain enough for an error of one line.
func excerpt(_ bytes: some Collection<UInt8>) -> String {
  if bytes.isEmpty { return "nothing" }
  let characters = String(decoding: bytes.prefix(40), as: UTF8.self).map { character in
    character.isWholeNumber || character.isLetter || character.isASCII && character >= " "
      ? character : "?"
  }
  return "\"\(String(characters))\(bytes.count > 40 ? "…" : "")\""
}
