/// Makes the frame of a PNG right: signature, lengths within the file, and checksums.
///
/// A fuzzer hardly ever finds a CRC by itself, and most of a decoder lies behind them.
enum PNGRepair {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    var result = signature
    var rest = bytes.dropFirst(signature.count)
    while rest.count >= 8 {
      let stated = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      // What no file of this size can hold becomes what is left.
      let length = min(stated, max(0, rest.count - 12))
      let chunk = rest.dropFirst(4).prefix(4 + length)
      result += bigEndian(UInt32(length)) + chunk + bigEndian(checksum(chunk))
      rest = rest.dropFirst(12 + length)
    }
    return result
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// CRC-32 (PNG specification, third edition, annex D).
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
    return ~sum
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
}
