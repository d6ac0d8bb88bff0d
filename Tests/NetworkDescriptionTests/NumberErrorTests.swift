import NetworkDescription
import Testing

/// The numbers of scikit-learn's documentation of `mean_absolute_error` and `r2_score`.
@Suite("Errors of numbers")
struct NumberErrorTests {
  private func errors(_ targets: [[Double]], _ outputs: [[Double]], batch: Int = 1) -> BatchResult {
    var total = BatchResult()
    for start in stride(from: 0, to: targets.count, by: batch) {
      var result = BatchResult()
      for sample in start..<min(start + batch, targets.count) {
        result.addErrors(of: outputs[sample], from: targets[sample])
        result.sampleCount += 1
      }
      total += result
    }
    return total
  }

  @Test("One output: 0.5 and 0.9486…, however the samples are cut into batches", arguments: 1...4)
  func oneOutput(batch: Int) throws {
    let total = errors([[3], [-0.5], [2], [7]], [[2.5], [0], [2], [8]], batch: batch)
    #expect(total[.meanAbsoluteError] == 0.5)
    let rSquared = try #require(total[.rSquared])
    #expect(abs(rSquared - 0.948_608_137_044_967_9) < 1e-15)
    #expect(total.accuracy == nil && total[.accuracy] == nil)
  }

  @Test("Several outputs: 0.75, and the mean of 0.9654… and 0.9081…")
  func severalOutputs() throws {
    let total = errors([[0.5, 1], [-1, 1], [7, -6]], [[0, 2], [-1, 2], [8, -5]])
    #expect(total[.meanAbsoluteError] == 0.75)
    let each = try #require(total.errors).outputs.compactMap(\.rSquared)
    #expect(abs(each[0] - 0.965_437_8) < 1e-7 && abs(each[1] - 0.908_163_3) < 1e-7)
    #expect(total[.rSquared] == (each[0] + each[1]) / 2)
  }

  @Test("Large targets that differ little lose no digits")
  func offset() throws {
    let offset = 1.7e9
    let total = errors(
      [3, -0.5, 2, 7].map { [offset + $0] }, [2.5, 0, 2, 8].map { [offset + $0] }, batch: 3)
    #expect(total[.meanAbsoluteError] == 0.5)
    let rSquared = try #require(total[.rSquared])
    #expect(abs(rSquared - 0.948_608_137_044_967_9) < 1e-6)
  }

  @Test("Targets that never change have no R², and do not spoil that of others")
  func constant() {
    #expect(errors([[2], [2]], [[1], [3]])[.rSquared] == nil)
    #expect(errors([[2, 0], [2, 1]], [[1, 0], [3, 1]])[.rSquared] == 1)
    #expect(errors([[0], [1]], [[0.5], [0.5]])[.rSquared] == 0)
  }

  @Test("Where targets are classes there is an accuracy, and nothing else")
  func classes() {
    let result = BatchResult(lossSum: 2, correctCount: 3, sampleCount: 4)
    #expect(result.accuracy == 0.75 && result[.rSquared] == nil)
    #expect(result[.meanAbsoluteError] == nil && result[.loss] == 0.5)
  }
}
