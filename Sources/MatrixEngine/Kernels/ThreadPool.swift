import MatrixKernels

/// The threads that share the work of a network, and each thread's own workspace.
///
/// Work is cut the same way whatever the number of threads, at boundaries that no sum crosses; so
/// the results are the same to the last bit on one thread and on many.
final class ThreadPool<Scalar: MatrixScalar> {
  let functions: KernelFunctions<Scalar>
  let threads: Int
  /// nil for a single thread.
  private let pool: OpaquePointer?
  private var workspaces: [Matrix<Scalar>]
  /// Where threads put what all of them read.
  private(set) var copies = Matrix<Scalar>(rows: 1, columns: 1)

  /// Work of fewer operations than this is done before another thread has woken up.
  private static var worthSharing: Int { 400_000 }
  /// A thread that is held up leaves some of its parts to others.
  private static var partsPerThread: Int { 8 }

  init(_ choice: KernelChoice, threads: Int) throws(MatrixEngineError) {
    functions = Scalar.functions(of: choice.kernels)
    guard threads >= 1 else { throw .noSuchThreads(found: threads) }
    self.threads = threads
    pool = threads > 1 ? glassbox_thread_pool_create(threads) : nil
    guard threads == 1 || pool != nil else { throw .noSuchThreads(found: threads) }
    workspaces = (0..<threads).map { _ in Matrix(rows: 1, columns: 1) }
  }

  /// The calling thread alone.
  init(_ choice: KernelChoice) {
    functions = Scalar.functions(of: choice.kernels)
    threads = 1
    pool = nil
    workspaces = [Matrix(rows: 1, columns: 1)]
  }

  deinit {
    if let pool { glassbox_thread_pool_destroy(pool) }
  }

  /// Sees that every thread has the room that a product takes.
  func reserveWorkspace(for plan: GlassboxProductPlan) {
    reserveWorkspace(plan.workspace_count)
    if copiesFirst(plan), plan.copies_count > copies.count {
      copies = Matrix(rows: 1, columns: plan.copies_count)
    }
  }

  /// Sees that every thread has room for so many numbers.
  func reserveWorkspace(_ count: Int) {
    guard count > workspaces[0].count else { return }
    workspaces = (0..<threads).map { _ in Matrix(rows: 1, columns: count) }
  }

  /// The workspace of a thread, which work given to that thread may use.
  func workspace(of thread: Int) -> UnsafeMutablePointer<Scalar> { workspaces[thread].start }

  /// Cuts 0 ..< count into a few ranges for each thread, and does them at the same time.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - operations: How much work all of them are; little work is done by the caller alone.
  ///   - work: Does the pieces of a range, on the thread of that number.
  func share(
    _ count: Int, operations: Int, _ work: (_ pieces: Range<Int>, _ thread: Int) -> Void
  ) {
    let parts = min(count, threads * Self.partsPerThread)
    guard let pool, parts > 1, operations >= Self.worthSharing else {
      if count > 0 { work(0..<count, 0) }
      return
    }
    withoutActuallyEscaping(work) { work in
      // On the stack, since it is over before this returns; only lending the closure takes memory.
      var job = SharedJob(count: count, parts: parts, work: work)
      withUnsafeMutablePointer(to: &job) { glassbox_thread_pool_run(pool, runPart, $0, parts) }
    }
  }
}

/// Work that is cut in parts.
private struct SharedJob {
  let count: Int
  let parts: Int
  let work: (Range<Int>, Int) -> Void

  func run(_ part: Int, on thread: Int) {
    work(count * part / parts..<count * (part + 1) / parts, thread)
  }
}

/// Does one part; the thread pool calls it.
private func runPart(context: UnsafeMutableRawPointer?, part: Int, thread: Int) {
  context?.assumingMemoryBound(to: SharedJob.self).pointee.run(part, on: thread)
}
