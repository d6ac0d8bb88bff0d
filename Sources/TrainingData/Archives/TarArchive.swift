/// The members of a tar archive, one after the other, unpacked on the way if it is gzipped.
///
/// ```
/// byte   0  the member's name, 100 bytes
///      124  its size, 12 bytes of octal digits
///      148  the sum of the header's bytes, as octal digits; while summing, these count as spaces
///      156  its type: '0' or 0 is a file
///      345  what stands before the name, 155 bytes (POSIX ustar)
///      512  the content, filled up to a multiple of 512; at the end two blocks of zeros
/// ```
/// Source: POSIX.1-1988 "ustar" and the older format, as every tar program writes them. Nothing is
/// written to the disk, so names that lead elsewhere do no harm.
struct TarArchive {
  /// A file in the archive.
  struct Member {
    /// Its name with its folders.
    let path: String
    /// How many bytes it has.
    let size: Int

    /// Its name without folders.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  }

  /// No archive may hold more: eight times CIFAR-10.
  static let mostBytes = 1 << 30
  /// Far more files than any data set here has.
  static let mostMembers = 10_000
  private static let blockSize = 512

  /// The archive's path.
  let path: String
  private let file: ByteFile
  private var memberCount = 0
  /// What is left of the present member, with what fills its last block.
  private var unread = 0

  /// - Throws: ``DataFileError`` when the file cannot be opened.
  init(_ path: String) throws(DataFileError) {
    self.path = path
    file = try ByteFile(path)
  }

  /// The next file of the archive; nil at its end.
  ///
  /// What was not read of the one before is skipped.
  ///
  /// - Throws: ``DataFileError`` naming the byte, for a damaged or endless archive.
  mutating func next() throws(DataFileError) -> Member? {
    while true {
      try skip(unread)
      unread = 0
      let start = file.position
      let block = try file.read(upTo: Self.blockSize)
      guard block.count == Self.blockSize else { throw cutOff(expected: "a header of 512 bytes") }
      if block.allSatisfy({ $0 == 0 }) {
        try finish()
        return nil
      }
      let header = try TarHeader(block, at: start, path: path)
      memberCount += 1
      guard memberCount <= Self.mostMembers else {
        throw problem(at: start, "at most \(Self.mostMembers) files", "more")
      }
      guard header.size <= Self.mostBytes - file.position else {
        throw problem(
          at: start + TarHeader.sizeField, "at most \(Self.mostBytes) bytes in all",
          "a file of \(header.size)")
      }
      unread = (header.size + Self.blockSize - 1) / Self.blockSize * Self.blockSize
      if header.isFile { return Member(path: header.name, size: header.size) }
    }
  }

  /// The next bytes of the present member, which must have as many.
  ///
  /// - Throws: ``DataFileError`` where the archive ends, or is damaged.
  mutating func read(_ count: Int) throws(DataFileError) -> [UInt8] {
    let bytes = try file.read(upTo: min(count, unread))
    unread -= bytes.count
    guard bytes.count == count else { throw cutOff(expected: "\(count - bytes.count) more bytes") }
    return bytes
  }

  private func skip(_ count: Int) throws(DataFileError) {
    var left = count
    while left > 0 {
      let skipped = try file.read(upTo: min(left, 1 << 20)).count
      guard skipped > 0 else { throw cutOff(expected: "\(left) more bytes") }
      left -= skipped
    }
  }

  /// Reads the zeros at the end, so that zlib compares the gzip stream's checksum.
  private func finish() throws(DataFileError) {
    // Tapes were written in records of up to 255 blocks, and the last one is filled up.
    let most = 1 << 20
    let start = file.position
    let rest = try file.read(upTo: most)
    if let stray = rest.firstIndex(where: { $0 != 0 }) {
      throw problem(at: start + stray, "zeros up to the end of the archive", "byte \(rest[stray])")
    }
    guard rest.count < most else {
      throw problem(at: start, "the end of the archive", "a million more bytes")
    }
  }

  private func problem(at byte: Int, _ expected: String, _ found: String) -> DataFileError {
    DataFileError(
      file: path, place: .byte(byte), expected: expected, found: found,
      advice: "give a tar archive as it was published")
  }

  private func cutOff(expected: String) -> DataFileError {
    DataFileError(
      file: path, place: .byte(file.position), expected: expected,
      found: "the end of the file", advice: "it is cut off: fetch or copy it again")
  }
}
