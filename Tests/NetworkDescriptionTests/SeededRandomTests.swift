import Testing

@testable import NetworkDescription

@Suite("Seeded randomness")
struct SeededRandomTests {
  /// Known answers from the authors' own test file (Random123, `kat_vectors`).
  @Test(
    "Philox 4×32-10 gives its authors' known answers",
    arguments: [
      (
        [0, 0, 0, 0] as [UInt32], [0, 0] as [UInt32],
        [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8] as [UInt32]
      ),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ])
  func knownAnswers(counter: [UInt32], key: [UInt32], expected: [UInt32]) {
    let block = Philox4x32.block(
      counter: (counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
    #expect([block.0, block.1, block.2, block.3] == expected)
  }

  @Test("A number depends on seed, purpose, layer, step and index, and on nothing else")
  func pureFunction() {
    let random = SeededRandom(seed: 7)
    let number = random.bits(.dropout, layer: 1, step: 2, index: 3)
    #expect(SeededRandom(seed: 7).bits(.dropout, layer: 1, step: 2, index: 3) == number)
    let others = [
      SeededRandom(seed: 8).bits(.dropout, layer: 1, step: 2, index: 3),
      random.bits(.data, layer: 1, step: 2, index: 3),
      random.bits(.dropout, layer: 2, step: 2, index: 3),
      random.bits(.dropout, layer: 1, step: 3, index: 3),
      random.bits(.dropout, layer: 1, step: 2, index: 4),
    ]
    #expect(!others.contains(number))
    #expect(Set(others).count == others.count)
  }

  @Test("Uniform numbers fill [0, 1) evenly")
  func uniformity() {
    let random = SeededRandom(seed: 1)
    var bins = [Int](repeating: 0, count: 10)
    for index in 0..<10_000 {
      let number = random.unit(.check, index: index)
      #expect((0..<1).contains(number))
      bins[Int(number * 10)] += 1
    }
    // χ² with 9 degrees of freedom exceeds 33.7 once in 10,000 times.
    let chiSquared = bins.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    #expect(chiSquared < 33.7)
  }

  @Test("Normal numbers have mean 0, deviation 1 and the normal share beyond 2")
  func normality() {
    var sequence = SeededRandom(seed: 3).sequence(.check)
    let numbers = (0..<20_000).map { _ in sequence.nextNormal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 20_000
    let beyondTwo = Double(numbers.count { abs($0) > 2 }) / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
    #expect(abs(beyondTwo - 0.0455) < 0.006)
  }

  @Test("A shuffle is a permutation, differs from epoch to epoch, and repeats with its seed")
  func shuffling() {
    let random = SeededRandom(seed: 5)
    let first = random.permutation(of: 1000, step: 0)
    #expect(first.sorted() == Array(0..<1000))
    #expect(first == SeededRandom(seed: 5).permutation(of: 1000, step: 0))
    #expect(first != random.permutation(of: 1000, step: 1))
  }
}
