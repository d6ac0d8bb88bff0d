/// Numbers in text, as data files write them.
enum CSVNumber {
  /// The number a field holds; nil unless it is a finite decimal number and nothing else.
  ///
  /// The result is the `Double` nearest to what is written: 0.1 is read as Swift reads 0.1.
  ///
  /// - Parameter marks: What stands before decimals and between thousands.
  static func value(_ bytes: ArraySlice<UInt8>, _ marks: NumberMarks = .plain) -> Double? {
    if let whole = shortWholeNumber(bytes) { return whole }
    if bytes.starts(with: minusSign) {
      // Text processors write −1 for -1.
      return value([UInt8(ascii: "-")] + bytes.dropFirst(minusSign.count), marks)
    }
    if marks != .plain {
      guard bytes.count <= 400 else { return nil }
      return marks.plainText(bytes).flatMap { value($0) }
    }
    guard let first = bytes.first, bytes.count <= 400, bytes.allSatisfy(isDecimal),
      first != UInt8(ascii: "e"), first != UInt8(ascii: "E")
    else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// U+2212 in UTF-8.
  private static let minusSign = Array("\u{2212}".utf8)

  /// The number that up to 15 digits without a sign stand for.
  ///
  /// Pixels and labels, most of what is read, are such numbers; each is a `Double` exactly.
  private static func shortWholeNumber(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
    var value = 0
    for byte in bytes {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return Double(value)
  }

  /// Digits, signs, the point and the exponent: no hexadecimal, no "inf" and no "nan".
  private static func isDecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    case UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }
}

extension UInt8 {
  static let point = UInt8(ascii: ".")
}
