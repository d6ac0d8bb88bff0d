import MatrixEngine
import NetworkDescription
import NeuronGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which engine computes.
public enum EngineChoice: String, CaseIterable, Sendable {
  /// Neurons and links, in double precision.
  case objects
  /// Matrices in single precision.
  case matrix

  /// The engine for a network when nobody has said which: neurons and links as long as they are
  /// quick enough to wait for.
  public static func usual(for blueprint: NetworkBlueprint) -> EngineChoice {
    max(blueprint.parameterCount, blueprint.linkCount) <= 50_000 ? .objects : .matrix
  }

  /// About how much memory a network takes with it.
  ///
  /// - Parameters:
  ///   - rows: How many samples of a batch there is room for.
  ///   - training: Whether it learns.
  public func memory(
    of blueprint: NetworkBlueprint, rows: Int, threads: Int, training: Bool
  ) -> MemoryEstimate {
    switch self {
    case .objects: blueprint.memory(of: .objects, training: training)
    case .matrix:
      blueprint.memory(of: .matrices(rows: rows, threads: threads), training: training)
    }
  }

  /// Builds the network, if there is room for it.
  ///
  /// - Parameters:
  ///   - rows: How many samples of a batch there is room for: no more than there are.
  ///   - training: Whether it will learn.
  ///   - limit: How much memory it may take.
  public func network(
    _ blueprint: NetworkBlueprint, parameters: @autoclosure () -> Parameters?, threads: Int,
    rows: Int, training: Bool = false, limit: MemoryLimit
  ) throws -> any TrainableNetwork {
    try limit.check(
      memory(of: blueprint, rows: rows, threads: threads, training: training), of: blueprint)
    return switch self {
    case .objects:
      try NeuronNetwork(blueprint, parameters: parameters(), memoryLimit: limit.bytes)
    case .matrix:
      try MatrixNetwork<Float>(
        blueprint, parameters: parameters(), threads: threads, rows: rows, kernels: Self.kernels(),
        memoryLimit: limit.bytes)
    }
  }

  /// The kernels that the environment asks for with GLASSBOX_KERNEL; else the fastest.
  public static func kernels() throws -> KernelChoice {
    try KernelChoice(named: getenv("GLASSBOX_KERNEL").map { String(cString: $0) })
  }

  /// As many threads as the machine has processors.
  public static var usualThreads: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
