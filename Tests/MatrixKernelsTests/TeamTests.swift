import Foundation
import MatrixKernels
import Synchronization
import Testing

@Suite("A team of threads")
struct TeamTests {
  /// How often each part of some work has run.
  private final class Tally: Sendable {
    let counts: Mutex<[Int]>

    init(parts: Int) { counts = Mutex(Array(repeating: 0, count: parts)) }

    /// Runs one job on a team.
    func run(on team: OpaquePointer, parts: Int) {
      glassbox_team_run(
        team,
        { context, part in
          guard let context else { return }
          let tally = Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
          tally.counts.withLock { $0[part] += 1 }
        }, Unmanaged.passUnretained(self).toOpaque(), parts)
    }
  }

  @Test("Runs every part of every job once", arguments: [1, 2, 3, 8])
  func everyPart(threads: Int) throws {
    let team = try #require(glassbox_team_create(threads))
    defer { glassbox_team_destroy(team) }
    #expect(glassbox_team_threads(team) == threads)
    for parts in [0, 1, 2, 3, 7, 20, 600] {
      let tally = Tally(parts: parts)
      for _ in 0..<50 { tally.run(on: team, parts: parts) }
      #expect(tally.counts.withLock { $0.allSatisfy { $0 == 50 } })
    }
  }

  @Test("Wakes up again after a sleep")
  func sleep() throws {
    let team = try #require(glassbox_team_create(2))
    defer { glassbox_team_destroy(team) }
    let tally = Tally(parts: 2)
    for round in 1...5 {
      tally.run(on: team, parts: 2)
      #expect(tally.counts.withLock { $0 == [round, round] })
      // Not by `Task.sleep`: that would wait for a thread that other tests keep busy.
      Thread.sleep(forTimeInterval: 0.001)
    }
  }

  @Test("Denormal numbers are zero while it works, on one thread or more", arguments: [1, 2])
  func denormals(threads: Int) throws {
    let team = try #require(glassbox_team_create(threads))
    defer { glassbox_team_destroy(team) }
    var numbers: [Float] = [0x1p-140, 0x1p-140, 0x1p-140, 0x1p-140]
    glassbox_team_run(
      team,
      { context, part in context?.assumingMemoryBound(to: Float.self)[part] *= 0.5 },
      &numbers, numbers.count)
    #if arch(x86_64) || arch(arm64)
      #expect(numbers == [0, 0, 0, 0])
    #endif
    #expect(numbers[0] + 0x1p-140 == 0x1p-140)
  }

  @Test("A team that never worked can be ended, and one of no threads cannot begin")
  func creation() throws {
    let team = try #require(glassbox_team_create(4))
    glassbox_team_destroy(team)
    #expect(glassbox_team_create(0) == nil)
    #expect(glassbox_team_create(-1) == nil)
  }
}
