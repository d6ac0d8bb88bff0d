import Dispatch
import Testing

/// Runs tests on a thread of their own, so that those who wait for a browser keep no others waiting.
///
/// Tests share as many threads as there are cores.
public struct AwayFromOtherTests: SuiteTrait, TestTrait, TestScoping {
  /// With a suite, its tests.
  public var isRecursive: Bool { true }

  /// Of suites, too: what comes next in one then waits for no test of another.
  public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? { self }

  /// Runs the tests on that thread.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(ThreadOfItsOwn.shared, operation: function)
  }

  private final class ThreadOfItsOwn: TaskExecutor {
    static let shared = ThreadOfItsOwn()
    private let queue = DispatchQueue(label: "waiting for a browser", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}

extension Trait where Self == AwayFromOtherTests {
  /// For tests that spend their time waiting.
  public static var awayFromOtherTests: Self { AwayFromOtherTests() }
}
