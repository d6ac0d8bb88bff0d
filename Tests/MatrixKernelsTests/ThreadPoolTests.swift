import Foundation
import MatrixKernels
import Synchronization
import Testing

@Suite("A thread pool")
struct TeamTests {
  /// How often each part of some work has run.
  private final class Tally: Sendable {
    let counts: Mutex<[Int]>

    init(parts: Int) { counts = Mutex(Array(repeating: 0, count: parts)) }

    /// Runs one job on a pool.
    func run(on pool: OpaquePointer, parts: Int) {
      glassbox_thread_pool_run(
        pool,
        { context, part, _ in
          guard let context else { return }
          let tally = Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
          tally.counts.withLock { $0[part] += 1 }
        }, Unmanaged.passUnretained(self).toOpaque(), parts)
    }
  }

  @Test("Runs every part of every job once", arguments: [1, 2, 3, 8])
  func everyPart(threads: Int) throws {
    let pool = try #require(glassbox_thread_pool_create(threads))
    defer { glassbox_thread_pool_destroy(pool) }
    #expect(glassbox_thread_pool_threads(pool) == threads)
    for parts in [0, 1, 2, 3, 7, 20, 600] {
      let tally = Tally(parts: parts)
      for _ in 0..<50 { tally.run(on: pool, parts: parts) }
      #expect(tally.counts.withLock { $0.allSatisfy { $0 == 50 } })
    }
  }

  @Test("Wakes up again after a sleep")
  func sleep() throws {
    let pool = try #require(glassbox_thread_pool_create(2))
    defer { glassbox_thread_pool_destroy(pool) }
    let tally = Tally(parts: 2)
    for round in 1...5 {
      tally.run(on: pool, parts: 2)
      #expect(tally.counts.withLock { $0 == [round, round] })
      // Not by `Task.sleep`: that would wait for a thread that other tests keep busy.
      Thread.sleep(forTimeInterval: 0.001)
    }
  }

  @Test("Denormal numbers are zero while it works, on one thread or more", arguments: [1, 2])
  func denormals(threads: Int) throws {
    let pool = try #require(glassbox_thread_pool_create(threads))
    defer { glassbox_thread_pool_destroy(pool) }
    var numbers: [Float] = [0x1p-140, 0x1p-140, 0x1p-140, 0x1p-140]
    glassbox_thread_pool_run(
      pool,
      { context, part, _ in context?.assumingMemoryBound(to: Float.self)[part] *= 0.5 },
      &numbers, numbers.count)
    #if arch(x86_64) || arch(arm64)
      #expect(numbers == [0, 0, 0, 0])
    #endif
    #expect(numbers[0] + 0x1p-140 == 0x1p-140)
  }

  @Test("A pool that never worked can be ended, and one of no threads cannot begin")
  func creation() throws {
    let pool = try #require(glassbox_thread_pool_create(4))
    glassbox_thread_pool_destroy(pool)
    #expect(glassbox_thread_pool_create(0) == nil)
    #expect(glassbox_thread_pool_create(-1) == nil)
  }
}
