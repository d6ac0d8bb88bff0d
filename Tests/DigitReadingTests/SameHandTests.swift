@testable import DigitReading
import NetworkDescription
@testable import Pictures
import Testing
import TrainingData

@Suite("Ones and sevens of one hand")
struct SameHandTests {
  /// Ten digits and two marks, the given ones and the rest as likely.
  private func outputs(_ given: [Int: Double]) -> [Double] {
    let rest = (1 - given.values.reduce(0, +)) / Double(12 - given.count)
    return (0..<12).map { given[$0] ?? rest }
  }

  @Test("Between a 1 and a 7 a 1 counts a quarter, and the ten together as much as before")
  func weighed() throws {
    let before = outputs([1: 0.6, 7: 0.3])
    let after = try #require(SameHand.weighed(before, digits: 10))
    #expect(abs(after[1] / after[7] - 0.5) < 1e-12)
    #expect(abs(after[0] / after[7] - before[0] / before[7]) < 1e-12)
    #expect(abs(after.reduce(0, +) - 1) < 1e-12)
    #expect(after.suffix(2) == before.suffix(2))
  }

  @Test("What could be another digit than a 1 or a 7 stays as it is")
  func others() {
    #expect(SameHand.weighed(outputs([1: 0.6, 4: 0.3, 7: 0.05]), digits: 10) == nil)
    #expect(SameHand.weighed(outputs([1: 0.9, 7: 0.001]), digits: 10) == nil)
  }

  @Test("Only a sure 1 that is a single stroke says how a hand writes its ones")
  func plainOnes() {
    let digit = FoundDigit(
      box: PixelBox(x: 0, y: 0, width: 1, height: 1), pixels28: [], stages: [])
    func isPlain(_ one: Double, isStroke: Bool = true, isMark: Bool = false) -> Bool {
      SameHand.isPlainOne(
        FoundPiece(digit: digit, isMark: isMark, isStroke: isStroke, line: 0, position: 0),
        outputs([1: one]))
    }
    #expect(isPlain(0.95))
    #expect(!isPlain(0.7) && !isPlain(0.95, isStroke: false) && !isPlain(0.95, isMark: true))
  }
}
