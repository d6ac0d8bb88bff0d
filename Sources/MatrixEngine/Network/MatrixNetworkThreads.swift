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
    try Self.checkMemory(for: blueprint, rows: rows, threads: threads, limit: memoryLimit)
    let parameters = parameters ?? blueprint.initialParameters()
    try blueprint.validate(parameters)
    self.init(
      sound: blueprint, rows: rows, takesSmallSteps: takesSmallSteps,
      try ThreadPool(kernels ?? KernelChoice(), threads: threads))
    assign(parameters)
  }

  /// Builds a network whose numbers come block after block, such as from a file that has been checked:
  /// they are never in memory in double precision.
  ///
  /// - Parameters:
  ///   - rows: How many samples there is room for at once.
  ///   - numbers: Hands on the numbers of a tensor of the blueprint, in as many blocks as it likes.
  /// - Throws: As the others, and what `numbers` throws.
  package convenience init(
    _ blueprint: NetworkBlueprint, rows: Int, kernels: KernelChoice? = nil,
    memoryLimit: Int = MemoryEstimate.usualLimit,
    numbers: (_ tensor: String, _ use: ([Scalar]) -> Void) throws -> Void
  ) throws {
    try Self.checkMemory(for: blueprint, rows: rows, threads: 1, limit: memoryLimit)
    self.init(
      sound: blueprint, rows: rows, takesSmallSteps: true,
      try ThreadPool(kernels ?? KernelChoice(), threads: 1))
    for matrix in plan.learned {
      matrix.value.willBeFilled()
      var position = 0
      try numbers(matrix.name) { block in
        matrix.fill(with: block, at: position)
        position += block.count
      }
    }
  }
}
