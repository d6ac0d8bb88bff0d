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
}
