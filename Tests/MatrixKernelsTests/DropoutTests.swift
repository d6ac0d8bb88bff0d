import MatrixKernels
import Testing

@testable import NetworkDescription

@Suite("Dropout")
struct DropoutTests {
  private static let mask = GlassboxDropoutMask(
    key: (0xDEAD_BEEF, 0x0123_4567), counter_high: 0x9E37_79B9, counter_third: 77,
    counter_fourth: 0x0300_0002, threshold: 0x4000_0000)

  /// Number i of a sample has word i mod 4 of its block i / 4.
  private func isKept(_ index: UInt64, sample: UInt32) -> Bool {
    let (block, mask) = (index / 4, Self.mask)
    let words = Philox4x32.block(
      counter: (
        UInt32(truncatingIfNeeded: block),
        UInt32(truncatingIfNeeded: block >> 32) ^ sample ^ mask.counter_high, mask.counter_third,
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
    let stride = count + 1
    let inputs = [Real](repeating: 3, count: 2 * stride)
    var values = [Real](repeating: -7, count: 2 * stride)
    Real.functions(of: set).dropOut(Self.mask, 2, 4095, first, 2, count, stride, inputs, &values)
    let expected = [4095, 4096].flatMap { sample in
      (0..<UInt64(count)).map { isKept(first + $0, sample: sample) ? 6 : 0 as Real } + [-7]
    }
    #expect(values == expected, "\(set.name) from \(first)")
  }

  @Test("Behind a relu, outputs tell what has a way back", arguments: KernelSet.all)
  func backThroughRelu(_ set: KernelSet) {
    inBothPrecisions { checkBackThroughRelu($0, set) }
  }

  private func checkBackThroughRelu<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    let functions = Real.functions(of: set)
    for columns in oddLengths {
      let stride = columns + 3
      let sums: [Real] = numbers.array(3 * stride, in: -1...1)
      let above: [Real] = numbers.array(3 * stride)
      let outputs = sums.map { max($0, 0) }
      var dropped = outputs
      functions.dropOut(Self.mask, 2, 5, 0, 3, columns, stride, outputs, &dropped)
      // One after the other, with the random words.
      var expected = above
      functions.dropOut(Self.mask, 2, 5, 0, 3, columns, stride, above, &expected)
      functions.activateBack(.relu, 0, 3, columns, stride, nil, outputs, &expected)
      var found = above
      functions.dropOutReluBack(2, 3, columns, stride, dropped, above, &found)
      #expect(found == expected, "\(set.name), \(columns)")
    }
  }

  @Test("The share of silent numbers is the rate", arguments: KernelSet.all)
  func rate(_ set: KernelSet) {
    var values = [Float](repeating: 1, count: 40_000)
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      set.float.dropOut(Self.mask, 1, 0, 0, 1, values.count, 0, start, start)
    }
    let silent = values.count { $0 == 0 }
    // Four standard deviations of 40,000 draws.
    #expect(abs(silent - 10_000) < 350)
  }
}
