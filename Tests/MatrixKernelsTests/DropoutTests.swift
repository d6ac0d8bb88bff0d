import MatrixKernels
import Testing

@testable import NetworkDescription

@Suite("Dropout")
struct DropoutTests {
  private static let mask = GlassboxDropoutMask(
    key: (0xDEAD_BEEF, 0x0123_4567), counter_high: 0x9E37_79B9, counter_third: 77,
    counter_fourth: 0x0300_0002, threshold: 0x4000_0000)

  /// Number i has word i mod 4 of block i / 4.
  private func isKept(_ index: UInt64) -> Bool {
    let (block, mask) = (index / 4, Self.mask)
    let words = Philox4x32.block(
      counter: (
        UInt32(truncatingIfNeeded: block),
        UInt32(truncatingIfNeeded: block >> 32) ^ mask.counter_high, mask.counter_third,
        mask.counter_fourth
      ), key: mask.key)
    return [words.0, words.1, words.2, words.3][Int(index % 4)] >= mask.threshold
  }

  @Test("The words are those of Philox, whatever number comes first", arguments: KernelSet.all)
  func words(_ set: KernelSet) {
    for first in [0, 1, 2, 3, 5, 63, 1021, 0x3_FFFF_FFF0] as [UInt64] {
      for count in [0, 1, 3, 17, 100, 1111] {
        check(first, count, Float.self, set)
        check(first, count, Double.self, set)
      }
    }
  }

  private func check<Real: TestedPrecision>(
    _ first: UInt64, _ count: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    let inputs = [Real](repeating: 3, count: count)
    var values = [Real](repeating: 5, count: count) + [-7]
    Real.functions(of: set).dropOut(Self.mask, 2, first, count, inputs, &values)
    #expect(values.removeLast() == -7)
    let expected = (0..<UInt64(count)).map { isKept(first + $0) ? 6 : 0 as Real }
    #expect(values == expected, "\(set.name) from \(first)")
  }

  @Test("The share of silent numbers is the rate", arguments: KernelSet.all)
  func rate(_ set: KernelSet) {
    var values = [Float](repeating: 1, count: 40_000)
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      set.float.dropOut(Self.mask, 1, 0, values.count, start, start)
    }
    let silent = values.count { $0 == 0 }
    // Four standard deviations of 40,000 draws.
    #expect(abs(silent - 10_000) < 350)
  }
}
