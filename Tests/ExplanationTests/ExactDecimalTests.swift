import Foundation
import NetworkDescription
import Testing

@testable import Explanation

@Suite("All digits of a number")
struct ExactDecimalTests {
  @Test("Rounded to any number of digits, they are those of the C library")
  func likeC() {
    var random = SeededRandom(seed: 9).sequence(.check)
    let special: [Double] = [
      0, -0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 9.5, 99.95, 999.5, 0.00095, 1e22, 123456.5,
      .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 1 / 3, 0.1, -2.0 / 3,
    ]
    let usual = (0..<2000).map { _ in random.nextNormal() }
    let any = (0..<4000).map { _ in Double(bitPattern: random.next()) }.filter { $0.isFinite }
    for (index, number) in (special + usual + any).enumerated() {
      let decimal = ExactDecimal(number)
      for decimals in [0, 3, 4, 5 + index % 14] {
        #expect(decimal.text(decimals: decimals) == String(format: "%.\(decimals)f", number))
        guard number != 0 else { continue }
        #expect(
          decimal.scientificText(decimals: decimals) == String(format: "%.\(decimals)e", number))
      }
    }
  }
}
