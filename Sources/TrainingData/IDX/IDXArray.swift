/// One IDX file: an array of bytes and its extents.
struct IDXArray {
  /// The size along each direction, never 0; the first is the number of samples.
  let extents: [Int]
  /// The values, last direction innermost.
  let values: [UInt8]

  /// No file may ask for more than this: 1 GiB, twenty times MNIST.
  static let limit = 1 << 30

  /// The number of bytes before the values.
  static func headerSize(extents: Int) -> Int { 4 + 4 * extents }

  /// Reads a file that must have a certain number of extents.
  ///
  /// - Throws: ``DataFileError`` for a file that is no IDX file of bytes, has another number of
  ///   extents, is cut off, goes on behind its last value, or asks for more than `limit` bytes.
  init(_ path: String, extents count: Int, holding content: String) throws(DataFileError) {
    let file = try ByteFile(path)
    let header = try file.read(upTo: Self.headerSize(extents: count))
    try Self.checkMagic(header, extents: count, path: path, holding: content)
    guard header.count == Self.headerSize(extents: count) else {
      throw Self.cutOff(path, expected: Self.headerSize(extents: count), found: header.count)
    }
    extents = (1...count).map { Self.bigEndian(header, at: 4 * $0) }
    let size = try Self.size(of: extents, path: path)
    try Self.checkPlausible(size, header: header.count, file: file)

    values = try file.read(upTo: size)
    guard values.count == size else {
      throw Self.cutOff(path, expected: header.count + size, found: header.count + values.count)
    }
    // Asking for one byte more also makes zlib check the CRC-32 behind the last value.
    guard try file.read(upTo: 1).isEmpty else {
      throw DataFileError(
        file: path, place: .byte(header.count + size),
        expected: "the end of the file after \(extents.map(String.init).joined(separator: " × ")) "
          + content, found: "more bytes")
    }
  }

  private static func checkMagic(
    _ header: [UInt8], extents: Int, path: String, holding content: String
  ) throws(DataFileError) {
    let expected: [UInt8] = [0, 0, 8, UInt8(extents)]
    guard header.count >= 4 else { throw cutOff(path, expected: 4, found: header.count) }
    guard Array(header[..<4]) != expected else { return }
    let found = bigEndian(header, at: 0)
    let hint =
      switch found {
      case 2049: ", which labels have"
      case 2051: ", which pictures have"
      default: ""
      }
    throw DataFileError(
      file: path, place: .byte(0),
      expected: "the number \(bigEndian(expected, at: 0)) that IDX \(content) begin with",
      found: "\(found)\(hint)",
      advice: "give an IDX file of unsigned bytes, plain or gzipped")
  }

  private static func bigEndian(_ bytes: [UInt8], at offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The product of the extents, or an error when one is 0 or the product is beyond the limit.
  private static func size(of extents: [Int], path: String) throws(DataFileError) -> Int {
    var size = 1
    for (position, extent) in extents.enumerated() {
      let place = DataFileError.Place.byte(4 + 4 * position)
      guard extent > 0 else {
        throw DataFileError(file: path, place: place, expected: "a size of at least 1", found: "0")
      }
      // Each extent is below 2³², and `size` at most 2³⁰: the product cannot overflow 64 bits.
      size *= extent
      guard size <= limit else {
        throw DataFileError(
          file: path, place: place, expected: "at most \(limit) values in all",
          found: extents.map(String.init).joined(separator: " × "))
      }
    }
    return size
  }

  /// Compares what the header promises with the size of the file, before taking any memory.
  private static func checkPlausible(
    _ size: Int, header: Int, file: ByteFile
  ) throws(DataFileError) {
    // Deflate packs at most 258 bytes into 2 bits: 1032 to 1 (zlib's technical notes).
    let most = file.isGzipped ? file.sizeOnDisk * 1032 : file.sizeOnDisk
    guard header + size <= most else {
      if file.isGzipped {
        throw DataFileError(
          file: file.path, place: .byte(4), expected: "sizes that fit a file of its size",
          found: "a header that promises \(size) values in \(file.sizeOnDisk) packed bytes",
          advice: "fetch or copy the file again")
      }
      throw cutOff(file.path, expected: header + size, found: most)
    }
  }

  private static func cutOff(_ path: String, expected: Int, found: Int) -> DataFileError {
    DataFileError(
      file: path, place: .byte(found), expected: "\(expected) bytes", found: "the end of the file",
      advice: "it is cut off: fetch or copy it again")
  }
}
