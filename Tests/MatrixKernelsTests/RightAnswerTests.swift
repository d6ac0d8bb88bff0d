import NetworkDescription
import Testing

@Suite("Counting right answers")
struct RightAnswerTests {
  @Test("Agrees with the blueprint's own judgement, ties included", arguments: KernelSet.all)
  func agreement(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in [1, 2, 3, 10, 16, 17, 40] {
      let rows = 50
      // Few different values, so that many rows have several largest ones.
      let outputs = (0..<rows * columns).map { _ in Double(numbers.below(4)) / 3 }
      let targets = (0..<rows * columns).map { _ in Double(numbers.below(2)) }
      let expected = (0..<rows).count { row in
        isRight(outputs, targets, (row * columns)..<((row + 1) * columns))
      }
      #expect(set.double.countRight(rows, columns, outputs, targets) == expected)
      #expect(
        set.float.countRight(rows, columns, outputs.map(Float.init), targets.map(Float.init))
          == expected)
    }
  }

  @Test("Numbers that are none do not count, nor do they disturb", arguments: KernelSet.all)
  func notANumber(_ set: KernelSet) {
    let rows: [[Double]] = [
      [.nan, 1, 2], [2, .nan, 1], [.nan, .nan, .nan], [.nan, -.infinity, -.infinity],
      [-.infinity, -.infinity, 0], [.infinity, .nan, .infinity],
    ]
    for outputs in rows {
      for targets in [[1, 0, 0], [0, 1, 0], [0, 0, 1.0]] {
        let expected = isRight(outputs, targets, 0..<3) ? 1 : 0
        #expect(set.double.countRight(1, 3, outputs, targets) == expected, "\(outputs)")
      }
    }
  }

  private func isRight(_ outputs: [Double], _ targets: [Double], _ row: Range<Int>) -> Bool {
    Array(outputs[row]).withUnsafeBufferPointer { outputs in
      Array(targets[row]).withUnsafeBufferPointer { targets in
        Answer.isRight(outputs: outputs, targets: targets)
      }
    }
  }
}
