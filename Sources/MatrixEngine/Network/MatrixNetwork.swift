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

  /// Builds a network that works on the calling thread alone, where errors have but one type.
  ///
  /// - Throws: `BlueprintError` if the parameters are not the blueprint's, or if the network would
  ///   take too much memory.
  package convenience init(
    onOneThread blueprint: NetworkBlueprint, parameters: Parameters, rows: Int,
    memoryLimit: Int = MemoryEstimate.usualLimit
  ) throws(BlueprintError) {
    try Self.checkMemory(for: blueprint, rows: rows, threads: 1, limit: memoryLimit)
    try blueprint.validate(parameters)
    self.init(sound: blueprint, rows: rows, takesSmallSteps: true, ThreadPool(.fastest))
    assign(parameters)
  }

  /// Sees that there is memory for a network.
  static func checkMemory(
    for blueprint: NetworkBlueprint, rows: Int, threads: Int, limit: Int
  ) throws(BlueprintError) {
    try blueprint.check(
      blueprint.memory(
        of: .matrices(
          rows: rows, threads: threads, bytesPerNumber: MemoryLayout<Scalar>.stride),
        training: false), fits: limit)
  }

  /// Makes a network whose numbers are all zero.
  init(
    sound blueprint: NetworkBlueprint, rows: Int, takesSmallSteps: Bool,
    _ threadPool: ThreadPool<Scalar>
  ) {
    self.blueprint = blueprint
    (inputCount, outputCount) = (blueprint.input.count, blueprint.output.count)
    self.takesSmallSteps = takesSmallSteps
    self.threadPool = threadPool
    plan = NetworkPlan(blueprint, rows: rows, threadPool)
    optimizer = MatrixOptimizer(optimizer: blueprint.optimizer)
    prepareLearning()
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
