import Testing

@testable import ModelFiles

@Suite("Numbers of 16 bits")
struct HalfPrecisionTests {
  @Test("Every number of 16 bits reads back to the same bits")
  func all() {
    let changed = (0...UInt16.max).filter { bits in
      let value = NumberType.double(halfPrecision: bits)
      return value.isFinite && NumberType.halfPrecision(value) != bits
    }
    #expect(changed.isEmpty)
  }

  private static let nearest: [(value: Double, expected: Double)] = [
    (1.00048828125, 1), (1.00146484375, 1.001953125), (1.000732421875, 1.0009765625),
    (-0.1, -0.0999755859375), (0x1p-25, 0), (0x1.8p-25, 0x1p-24), (65_519.9, 65_504),
    (65_520, .infinity), (2047.9999, 2048), (0x1.ffffp-15, 0x1p-14),
  ]

  @Test("Others become the nearest, of two as near the even one", arguments: nearest)
  func rounding(value: Double, expected: Double) {
    #expect(NumberType.double(halfPrecision: NumberType.halfPrecision(value)) == expected)
  }

  @Test("What is infinite or no number is found by its bits, in any of the types")
  func notFinite() {
    for bits in 0...UInt16.max {
      let number = NumberType.double(halfPrecision: bits)
      let found = withUnsafeBytes(of: bits.littleEndian, NumberType.float16.firstThatIsNotFinite)
      #expect(found == (number.isFinite ? nil : 0))
    }
    /// Where a number stands that is none, among some that are finite and as large as can be.
    func places<Bits: FixedWidthInteger>(
      _ type: NumberType, _ bits: [Bits]
    ) -> (found: Int?, expected: Int?) {
      bits.map { $0.littleEndian }.withUnsafeBytes { bytes in
        (
          type.firstThatIsNotFinite(in: bytes), type.decode(bytes).firstIndex { !$0.isFinite }
        )
      }
    }
    let finite: [Float] = [0, -0.0, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1]
    for bad in [Float.infinity, -.infinity, .nan, -.signalingNaN] {
      for place in 0...finite.count {
        var numbers = finite
        numbers.insert(bad, at: place)
        let all = [
          places(.float32, numbers.map(\.bitPattern)),
          places(.brainFloat16, numbers.map { UInt16($0.bitPattern >> 16) }),
          places(.float64, numbers.map { Double($0).bitPattern }),
        ]
        #expect(all.allSatisfy { $0.found == place && $0.expected == place })
      }
    }
    #expect(places(.float32, finite.map(\.bitPattern)).found == nil)
  }
}
