import MatrixKernels
import NetworkDescription

/// The fast path: a network as matrices, which trains what the objects train at full speed.
///
/// It shares no arithmetic with the objects; both are built from one `NetworkBlueprint`, start
/// from the same parameters and silence the same neurons, so that they can be checked against each
/// other weight by weight.
///
/// ```swift
/// let network = try MatrixNetwork<Float>(try Recipe.xor.blueprint())
/// ```
///
/// A network is not safe to use from several threads at once; it uses several itself.
public final class MatrixNetwork<Scalar: MatrixScalar> {
  /// What the network is.
  public let blueprint: NetworkBlueprint
  /// How many numbers go in for one sample.
  public let inputCount: Int
  /// How many numbers come out for one sample.
  public let outputCount: Int

  let threadPool: ThreadPool<Scalar>
  var plan: NetworkPlan<Scalar>
  var optimizer: MatrixOptimizer<Scalar>
  /// The whole step in one, if the network is small enough.
  private(set) var small: SmallStep<Scalar>?
  private let takesSmallSteps: Bool
  /// How many training steps it has made.
  var step = 0

  /// Builds the network that a blueprint describes.
  ///
  /// - Parameters:
  ///   - parameters: What it has learned; by default the blueprint's initial parameters.
  ///   - threads: How many threads share the work; the result is the same for any number.
  ///   - kernels: The instruction set to use; by default the fastest of the processor.
  /// - Throws: `BlueprintError` if the parameters are not the blueprint's,
  ///   ``MatrixEngineError`` if there are no such kernels or threads.
  public convenience init(
    _ blueprint: NetworkBlueprint, parameters: Parameters? = nil, threads: Int = 1,
    kernels: KernelChoice? = nil
  ) throws {
    try self.init(
      blueprint, parameters: parameters, threads: threads, kernels: kernels, takesSmallSteps: true)
  }

  /// - Parameter takesSmallSteps: Whether a small network is trained by the kernel for such.
  package init(
    _ blueprint: NetworkBlueprint, parameters: Parameters?, threads: Int, kernels: KernelChoice?,
    takesSmallSteps: Bool
  ) throws {
    self.blueprint = blueprint
    (inputCount, outputCount) = (blueprint.input.count, blueprint.output.count)
    self.takesSmallSteps = takesSmallSteps
    let parameters = parameters ?? blueprint.initialParameters()
    try blueprint.validate(parameters)
    threadPool = try ThreadPool(kernels ?? KernelChoice(), threads: threads)
    plan = NetworkPlan(
      blueprint, rows: blueprint.training.batchSize.clamped(to: 1...256), threadPool)
    optimizer = MatrixOptimizer(optimizer: blueprint.optimizer)
    prepareLearning()
    assign(parameters)
  }

  /// The learning rate of the optimizer, which may be changed while training.
  public var learningRate: Double {
    get { optimizer.optimizer.learningRate }
    set { optimizer.optimizer.learningRate = newValue }
  }

  /// Sees that there is room for a batch of so many samples.
  func reserve(rows: Int) {
    guard rows > plan.rows else { return }
    replacePlan(rows: rows, isTakenApart: plan.isTakenApart)
  }

  /// Gives each layer all the room it needs to be replaced by another one.
  func takeApart(rows: Int) {
    replacePlan(rows: max(rows, plan.rows), isTakenApart: true)
  }

  private func replacePlan(rows: Int, isTakenApart: Bool) {
    let state = trainingState
    plan = NetworkPlan(blueprint, rows: rows, isTakenApart: isTakenApart, threadPool)
    prepareLearning()
    assign(state)
  }

  /// Makes what a new plan needs to learn.
  func prepareLearning() {
    optimizer.makeMemory(for: plan.learned)
    small = takesSmallSteps ? SmallStep(blueprint, plan) : nil
  }
}

extension Int {
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
