import CZlib
import TextFormats

/// Files in one file, as workbooks are kept: a zip archive with each of them deflated.
///
/// Source: PKWARE, "APPNOTE.TXT, .ZIP file format specification", version 6.3.10, sections 4.3 and 4.4.
struct ZipArchive {
  private var contents: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a file.
  ///
  /// - Throws: `PlainError` for an archive of more than 4 GB, or where zlib has no memory.
  mutating func add(_ name: String, _ text: String) throws {
    let bytes = Array(text.utf8)
    let packed = try Self.deflated(bytes)
    guard contents.count + packed.count < Int(UInt32.max), bytes.count < Int(UInt32.max) else {
      throw PlainError("\(name): expected an archive of at most 4 GB: write fewer steps")
    }
    let nameBytes = Array(name.utf8)
    let description =
      Self.littleEndian(Self.versionNeeded) + Self.littleEndian(Self.namesAreUTF8)
      + Self.littleEndian(Self.deflateMethod) + Self.littleEndian(Self.noTime)
      + Self.littleEndian(Self.firstDay) + Self.littleEndian(Self.checksum(of: bytes))
      + Self.littleEndian(UInt32(packed.count)) + Self.littleEndian(UInt32(bytes.count))
      + Self.littleEndian(UInt16(nameBytes.count)) + Self.littleEndian(UInt16(0))
    directory +=
      Self.littleEndian(UInt32(0x0201_4b50)) + Self.littleEndian(Self.versionNeeded) + description
    // No comment, first disk, no attributes.
    directory += [UInt8](repeating: 0, count: 10)
    directory += Self.littleEndian(UInt32(contents.count)) + nameBytes
    contents += Self.littleEndian(UInt32(0x0403_4b50)) + description + nameBytes + packed
    count += 1
  }

  /// The whole archive.
  var bytes: [UInt8] {
    let end =
      Self.littleEndian(UInt32(0x0605_4b50)) + [UInt8](repeating: 0, count: 4)
      + Self.littleEndian(count) + Self.littleEndian(count)
      + Self.littleEndian(UInt32(directory.count)) + Self.littleEndian(UInt32(contents.count))
      + Self.littleEndian(UInt16(0))
    return contents + directory + end
  }

  private static let versionNeeded: UInt16 = 20
  private static let namesAreUTF8: UInt16 = 1 << 11
  private static let deflateMethod: UInt16 = 8
  // The same workbook is the same file at any time: 1 January 1980.
  private static let (noTime, firstDay): (UInt16, UInt16) = (0, 0x21)

  private static func checksum(of bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }

  /// The bytes deflated, without zlib's own head and tail.
  private static func deflated(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
        ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw PlainError("zlib cannot compress: there is no memory left") }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    return input.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: room) { output, written in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(room)
        deflate(&stream, Z_FINISH)
        written = room - Int(stream.avail_out)
      }
    }
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
