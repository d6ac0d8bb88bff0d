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
      let (letters, padding) = (Self.letters, UInt8(ascii: "="))
      var text: [UInt8] = []
      text.reserveCapacity((bytes.count + 2) / 3 * 4)
      var start = 0
      while start < bytes.count {
        let left = bytes.count - start
        var bits = Int(bytes[start]) << 16
        if left > 1 { bits |= Int(bytes[start + 1]) << 8 }
        if left > 2 { bits |= Int(bytes[start + 2]) }
        text.append(letters[bits >> 18])
        text.append(letters[bits >> 12 & 63])
        text.append(left > 1 ? letters[bits >> 6 & 63] : padding)
        text.append(left > 2 ? letters[bits & 63] : padding)
        start += 3
      }
      return String(decoding: text, as: UTF8.self)
    }
  }
}
