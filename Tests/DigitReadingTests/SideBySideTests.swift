import DigitReading
import Synchronization
import Testing

@Suite("Working on many items side by side")
struct SideBySideTests {
  /// What a thread works with; not for several at once.
  private final class Tool {
    private(set) var uses = 0

    func use() -> Int {
      uses += 1
      return uses
    }
  }

  @Test(
    "Results come in the items' order, and each thread has one tool", arguments: [1, 2, 5, 200])
  func orderAndTools(threads: Int) {
    let made = Mutex(0)
    var items: [Int] = []
    var firstUses = 0
    SideBySide.forEach(Array(0..<100), threads: threads) {
      made.withLock { $0 += 1 }
      return Tool()
    } work: { tool, item in
      (item, tool.use())
    } use: { item, uses in
      items.append(item)
      if uses == 1 { firstUses += 1 }
    }
    #expect(items == Array(0..<100))
    let tools = made.withLock { $0 }
    #expect((1...min(threads, 100)).contains(tools))
    // No tool was used before it was made, and none served two threads.
    #expect((1...tools).contains(firstUses))
  }

  @Test("For no items no thread is started, and one makes do without others")
  func few() {
    var results: [String] = []
    SideBySide.forEach([String](), threads: 4) {
      0
    } work: { _, item in
      item
    } use: {
      results.append($0)
    }
    #expect(results.isEmpty)
    SideBySide.forEach(["one"], threads: 4) {
      0
    } work: { _, item in
      item
    } use: {
      results.append($0)
    }
    #expect(results == ["one"])
  }
}
