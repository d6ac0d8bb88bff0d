import Testing
import TrainingLoop

@Suite("A history of very many epochs does not grow for ever")
struct ThinnedHistoryTests {
  private struct Epoch: Equatable {
    let number: Int
    let loss: Double
  }

  private func history(of count: Int, bestAt best: Int) -> [Epoch] {
    var history = ThinnedHistory<Epoch>(most: 100, number: { $0.number }, loss: { $0.loss })
    for number in 1...count {
      history.append(Epoch(number: number, loss: number == best ? 0.5 : 1))
    }
    return history.elements
  }

  @Test("Few epochs are all there")
  func few() {
    #expect(history(of: 100, bestAt: 7).map(\.number) == Array(1...100))
  }

  @Test("Of many, some at equal distances stay, with the best and the last, in order")
  func many() {
    let kept = history(of: 100_000, bestAt: 54_322).map(\.number)
    #expect(kept.count <= 102 && kept.count > 40)
    #expect(kept == kept.sorted() && Set(kept).count == kept.count)
    #expect(kept.first == 1 && kept.last == 100_000 && kept.contains(54_322))
    let regular = kept.filter { $0 != 54_322 && $0 != 100_000 }
    #expect(Set(zip(regular, regular.dropFirst()).map { $1 - $0 }) == [1024])
  }
}
