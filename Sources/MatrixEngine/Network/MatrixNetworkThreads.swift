import MatrixKernels
import NetworkDescription

/// Networks on several threads, with kernels of one's choice, where two kinds of errors are possible.
extension MatrixNetwork {
  /// Builds the network that a blueprint describes.
  ///
  /// - Parameters:
  ///   - parameters: What it has learned; by default the blueprint's initial parameters.
  ///   - threads: How many threads share the work; the result is the same for any number.
  ///   - rows: How many samples there is room for at once; more of them are learned from after room
  ///     has been made. By default as many as the blueprint's batches have, 256 at most.
  ///   - kernels: The instruction set to use; by default the fastest of the processor.
  ///   - memoryLimit: How many bytes it may take.
  /// - Throws: `BlueprintError` if the parameters are not the blueprint's, or if the network would
  ///   take more memory; ``MatrixEngineError`` if there are no such kernels or threads.
  public convenience init(
    _ blueprint: NetworkBlueprint, parameters: Parameters? = nil, threads: Int = 1,
    rows: Int? = nil, kernels: KernelChoice? = nil, memoryLimit: Int = MemoryEstimate.usualLimit
  ) throws {
    try self.init(
      blueprint, parameters: parameters, threads: threads, rows: rows, kernels: kernels,
      memoryLimit: memoryLimit, takesSmallSteps: true)
  }

  /// - Parameter takesSmallSteps: Whether a small network is trained by the kernel for such.
  package convenience init(
    _ blueprint: NetworkBlueprint, parameters: Parameters?, threads: Int = 1, rows: Int? = nil,
    kernels: KernelChoice?, memoryLimit: Int = MemoryEstimate.usualLimit, takesSmallSteps: Bool
  ) throws {
    let rows = max(1, rows ?? min(blueprint.training.batchSize, 256))
    let parameters = try Self.checked(
      blueprint, parameters, rows: rows, threads: threads, memoryLimit: memoryLimit)
    self.init(
      sound: blueprint, parameters: parameters, rows: rows, takesSmallSteps: takesSmallSteps,
      try ThreadPool(kernels ?? KernelChoice(), threads: threads))
  }
}
