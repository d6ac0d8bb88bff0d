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

  /// Builds the network.
  public func network(
    _ blueprint: NetworkBlueprint, parameters: Parameters?, threads: Int
  ) throws -> any TrainableNetwork {
    switch self {
    case .objects: try NeuronNetwork(blueprint, parameters: parameters)
    case .matrix:
      try MatrixNetwork<Float>(
        blueprint, parameters: parameters, threads: threads, kernels: Self.kernels())
    }
  }

  /// The kernels that the environment asks for with GLASSBOX_KERNEL; else the fastest.
  public static func kernels() throws -> KernelChoice {
    try KernelChoice(named: getenv("GLASSBOX_KERNEL").map { String(cString: $0) })
  }

  /// As many threads as the machine has processors.
  public static var usualThreads: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
