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
    decode(bytes, as: Double.self)
  }

  /// Reads little-endian numbers, as many as there are complete ones; those with more digits than are
  /// asked for are rounded.
  func decode<Number: BinaryFloatingPoint>(
    _ bytes: UnsafeRawBufferPointer, as type: Number.Type
  ) -> [Number] {
    switch self {
    case .float16: Self.load(bytes) { (bits: UInt16) in Number(Self.single(halfPrecision: bits)) }
    case .brainFloat16:
      Self.load(bytes) { (bits: UInt16) in Number(Float(bitPattern: UInt32(bits) << 16)) }
    case .float32: Self.load(bytes) { (bits: UInt32) in Number(Float(bitPattern: bits)) }
    case .float64: Self.load(bytes) { (bits: UInt64) in Number(Double(bitPattern: bits)) }
    }
  }

  /// The position of the first number that is infinite or none; nil if there is no such number.
  func firstThatIsNotFinite(in bytes: UnsafeRawBufferPointer) -> Int? {
    switch self {
    case .float16: Self.firstThatIsNotFinite(in: bytes, step: 1 << 10 as UInt16)
    case .brainFloat16: Self.firstThatIsNotFinite(in: bytes, step: 1 << 7 as UInt16)
    case .float32: Self.firstThatIsNotFinite(in: bytes, step: 1 << 23 as UInt32)
    case .float64: Self.firstThatIsNotFinite(in: bytes, step: 1 << 52 as UInt64)
    }
  }

  /// Added to the greatest exponent, and to no other, 1 carries into the place of the sign.
  ///
  /// Without a branch for each number this becomes vector code.
  ///
  /// - Parameter step: The 1 of the exponent.
  @inline(__always)
  private static func firstThatIsNotFinite<Bits: FixedWidthInteger & BitwiseCopyable>(
    in bytes: UnsafeRawBufferPointer, step: Bits
  ) -> Int? {
    let count = bytes.count / MemoryLayout<Bits>.size
    guard let start = bytes.baseAddress else { return nil }
    func carry(at index: Int) -> Bits {
      let bits = start.loadUnaligned(
        fromByteOffset: index &* MemoryLayout<Bits>.size, as: Bits.self)
      return (Bits(littleEndian: bits) & ~0 &>> 1) &+ step
    }
    var carries: Bits = 0
    for index in 0..<count { carries |= carry(at: index) }
    guard carries.leadingZeroBitCount == 0 else { return nil }
    return (0..<count).first { carry(at: $0).leadingZeroBitCount == 0 }
  }

  /// Unaligned, because nothing promises where the bytes of an embedded file begin.
  ///
  /// The loop has no branches and no checks, so that it becomes vector code: a model is read in
  /// each process that reads a picture.
  @inline(__always)
  private static func load<Bits: FixedWidthInteger & BitwiseCopyable, Number: BinaryFloatingPoint>(
    _ bytes: UnsafeRawBufferPointer, _ number: (Bits) -> Number
  ) -> [Number] {
    let count = bytes.count / MemoryLayout<Bits>.size
    return [Number](unsafeUninitializedCapacity: count) { values, initializedCount in
      guard let start = bytes.baseAddress, let first = values.baseAddress else { return }
      for index in 0..<count {
        let bits = start.loadUnaligned(
          fromByteOffset: index &* MemoryLayout<Bits>.size, as: Bits.self)
        (first + index).initialize(to: number(Bits(littleEndian: bits)))
      }
      initializedCount = count
    }
  }

  /// The value of a 16-bit number, which not every platform's Swift has as a type.
  static func double(halfPrecision bits: UInt16) -> Double {
    Double(single(halfPrecision: bits))
  }

  @inline(__always)
  private static func single(halfPrecision bits: UInt16) -> Float {
    let bits = UInt32(bits)
    let size = bits & 0x7FFF
    // The same bits in a number of 32 stand for one that is smaller: its exponent counts from −127
    // instead of −15.
    let magnitude = Float(bitPattern: size &<< 13) * 0x1p112
    // The greatest exponent stands for what is infinite, or no number.
    let beyond: UInt32 = size >= 0x7C00 ? 0x7F80_0000 : 0
    return Float(bitPattern: magnitude.bitPattern | beyond | (bits & 0x8000) &<< 16)
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
