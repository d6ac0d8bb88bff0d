/// The types of number that tensors of a file may have, under their names in safetensors.
package enum NumberType: String, CaseIterable {
  /// IEEE 754, 16 bits: 5 of exponent, 10 of fraction.
  case float16 = "F16"
  /// The upper half of a 32-bit number, as accelerators use it.
  case brainFloat16 = "BF16"
  /// IEEE 754, 32 bits.
  case float32 = "F32"
  /// IEEE 754, 64 bits.
  case float64 = "F64"

  /// How many bytes one number takes.
  package var size: Int {
    switch self {
    case .float16, .brainFloat16: 2
    case .float32: 4
    case .float64: 8
    }
  }
}

extension NumberType {
  /// Reads little-endian numbers, as many as there are complete ones.
  package func decode(_ bytes: UnsafeRawBufferPointer) -> [Double] {
    switch self {
    case .float16:
      Self.load(bytes) { (bits: UInt16) in Self.double(halfPrecision: bits) }
    case .brainFloat16:
      Self.load(bytes) { (bits: UInt16) in Double(Float(bitPattern: UInt32(bits) << 16)) }
    case .float32:
      Self.load(bytes) { (bits: UInt32) in Double(Float(bitPattern: bits)) }
    case .float64:
      Self.load(bytes) { (bits: UInt64) in Double(bitPattern: bits) }
    }
  }

  /// Unaligned, because nothing promises where the bytes of an embedded file begin.
  @inline(__always)
  private static func load<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ number: (Bits) -> Double
  ) -> [Double] {
    let size = MemoryLayout<Bits>.size
    let count = bytes.count / size
    return [Double](unsafeUninitializedCapacity: count) { values, initializedCount in
      for index in 0..<count {
        let bits = bytes.loadUnaligned(fromByteOffset: index * size, as: Bits.self)
        values.initializeElement(at: index, to: number(Bits(littleEndian: bits)))
      }
      initializedCount = count
    }
  }

  /// The value of a 16-bit number, which not every platform's Swift has as a type.
  static func double(halfPrecision bits: UInt16) -> Double {
    let (sign, exponent, fraction) = (UInt64(bits >> 15), UInt64(bits >> 10 & 0x1F), bits & 0x3FF)
    switch exponent {
    case 0: return (sign == 0 ? 1 : -1) * Double(fraction) * 0x1p-24
    case 0x1F: return fraction > 0 ? .nan : sign == 0 ? .infinity : -.infinity
    default:
      // The same number with more bits: its exponent counts from −1023 instead of −15.
      return Double(
        bitPattern: sign << 63 | (exponent + 1008) << 52 | UInt64(fraction) << 42)
    }
  }

  /// The 16 bits of the nearest number that these can hold; of two as near, the even one.
  static func halfPrecision(_ value: Double) -> UInt16 {
    let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
    let size = value.magnitude
    guard size < greatestHalf else { return sign | 0x7C00 }
    // Smaller numbers than 2⁻¹⁴ have no leading 1, and the steps of those from there on.
    let exponent = size > 0 ? max(Int(size.exponent), -14) : -14
    let steps = Int((size * exp2(10 - exponent)).rounded(.toNearestOrEven))
    return sign | UInt16((exponent + 15) << 10 + steps - 1024)
  }

  /// From this number on the nearest one of 16 bits is infinite.
  static let greatestHalf = 65_520.0

  private static func exp2(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }
}
