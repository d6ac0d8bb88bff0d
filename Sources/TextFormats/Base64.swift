/// Numbers as text that a browser turns back into exactly these numbers: little-endian, in base 64.
package enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Each number as the 8 bytes of its bits.
  package static func text(_ numbers: [Double]) -> String {
    text(numbers.map { $0.bitPattern.littleEndian })
  }

  /// Each number as 4 bytes.
  package static func text(_ numbers: [Int]) -> String {
    text(numbers.map { Int32(truncatingIfNeeded: $0).littleEndian })
  }

  /// The bytes of numbers as they lie in memory (RFC 4648, section 4).
  package static func text<Number: FixedWidthInteger>(_ numbers: [Number]) -> String {
    numbers.withUnsafeBytes { bytes in
      var text: [UInt8] = []
      text.reserveCapacity((bytes.count + 2) / 3 * 4)
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits =
          group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - UInt32(group.count)))
        for place in 0..<4 {
          let isPadding = place > group.count
          text.append(
            isPadding ? UInt8(ascii: "=") : letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)])
        }
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
