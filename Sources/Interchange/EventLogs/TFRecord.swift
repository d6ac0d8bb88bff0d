/// The framing of event files: every record with its length, and checksums of both.
///
///     length       8 bytes, little-endian
///     checksum     4 bytes, of the length
///     record       `length` bytes
///     checksum     4 bytes, of the record
///
/// A reader that finds a record unfinished waits for the rest; one that was cut off is thereby told
/// from one that is whole. Source: TensorFlow, "TFRecord and tf.train.Example" (tensorflow.org).
enum TFRecord {
  /// The bytes before and after a record.
  static let (headSize, tailSize) = (12, 4)

  /// A record as it stands in a file.
  static func framed(_ record: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(record.count))
    return length + littleEndian(maskedChecksum(of: length)) + record
      + littleEndian(maskedChecksum(of: record))
  }

  /// The length that the first bytes of a frame state; nil if they are none.
  static func length(inHead head: [UInt8]) -> Int? {
    guard head.count == headSize,
      littleEndian(maskedChecksum(of: Array(head[..<8]))) == Array(head[8...])
    else { return nil }
    return Int(exactly: head[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// The record that a length of bytes and its checksum are; nil if they do not agree.
  static func record(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count >= tailSize else { return nil }
    let record = Array(bytes.dropLast(tailSize))
    return littleEndian(maskedChecksum(of: record)) == Array(bytes.suffix(tailSize)) ? record : nil
  }

  /// Turned and moved on, because the checksum of something that holds checksums would be weak.
  static func maskedChecksum(of bytes: [UInt8]) -> UInt32 {
    let checksum = CRC32C.checksum(of: bytes)
    return (checksum >> 15 | checksum << 17) &+ 0xa282_ead8
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// The checksum with Castagnoli's polynomial (Castagnoli, Bräuer and Herrmann, 1993; RFC 3720,
/// appendix B.4).
enum CRC32C {
  /// What each byte does to the checksum.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in
      rest & 1 == 1 ? rest >> 1 ^ 0x82f6_3b78 : rest >> 1
    }
  }

  /// The checksum of some bytes.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      bytes.withUnsafeBufferPointer { bytes in
        var checksum = UInt32.max
        for byte in bytes {
          checksum = table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] ^ checksum >> 8
        }
        return ~checksum
      }
    }
  }
}
