import MatrixKernels

/// What this machine could do at best, in single precision.
public struct MachineSpeed: Sendable {
  private let kernels: KernelChoice
  /// Floating-point operations a second of one core, with multiply-adds that wait for nothing.
  public let peak: Double

  /// Measures the peak for about so many seconds.
  public init(kernels: KernelChoice, seconds: Double) {
    self.kernels = kernels
    peak = withUnsafePointer(to: kernels.kernels) { glassbox_measure_peak($0, seconds) }
  }

  /// How many bytes a second one core reads and writes, going through so many of them again and again:
  /// fast in a cache, slow in memory.
  public func bytesPerSecond(through bytes: Int, seconds: Double) -> Double {
    let functions = Float.functions(of: kernels.kernels)
    let count = max(bytes / (2 * MemoryLayout<Float>.stride), 1)
    let numbers = Matrix<Float>(rows: 1, columns: count)
    let totals = Matrix<Float>(rows: 1, columns: count)
    // Two numbers are read and one is written.
    let moved = 3 * count * MemoryLayout<Float>.stride
    let end = ContinuousClock.now + .seconds(seconds)
    var best = 0.0
    repeat {
      let times = max(1, 1_000_000 / moved)
      let start = ContinuousClock.now
      for _ in 0..<times { functions.add(count, numbers.start, totals.start) }
      let taken = (ContinuousClock.now - start) / .seconds(1)
      best = max(best, Double(times * moved) / taken)
    } while ContinuousClock.now < end
    return best
  }
}
