import MatrixKernels
import NetworkDescription

/// The training step of a network of a few hundred numbers, by one kernel for all of its layers.
///
/// Such a step is a few hundred multiply-adds and a handful of exponentials: less work than to choose
/// how products are cut, packed and shared. The numbers stay where the layers keep them; the sums are
/// taken in another order than theirs, so that the last bits may differ.
final class SmallStep<Scalar: MatrixScalar> {
  /// The most weights and biases, times how often the lanes of a vector are filled with rows: beyond
  /// that the layers' own products are faster.
  private static var mostWork: Int { 1_500 }
  /// A vector of the widest processor holds so many numbers.
  private static var widestVector: Int { 64 / MemoryLayout<Scalar>.stride }

  /// Where the outputs of a batch stand afterwards: those of the last layer.
  let outputs: Matrix<Scalar>
  private let layers: UnsafeMutablePointer<GlassboxSmallLayer>
  /// One for each of the learned matrices.
  private let moved: UnsafeMutablePointer<GlassboxMovedNumbers>
  private let workspace: Matrix<Scalar>
  private let inputs: Matrix<Scalar>
  private let loss: MatrixLoss<Scalar>
  /// All that the kernel is told; only the number of rows changes.
  private var step: GlassboxSmallStep
  private let parameterCount: Int
  /// Whether all numbers move by their gradients alone, so that one kernel can move them.
  let movesAll: Bool
  /// The matrices, which the pointers above are into.
  private let learned: [LearnedMatrix<Scalar>]

  /// - Returns: nil for a network that has other layers than dense ones, or is too large.
  init?(_ blueprint: NetworkBlueprint, _ plan: NetworkPlan<Scalar>) {
    let dense = plan.layers.compactMap { layer -> DenseMatrix<Scalar>? in
      if case .dense(let dense) = layer.kind { dense } else { nil }
    }
    guard !plan.isTakenApart, dense.count == plan.layers.count, let last = dense.last,
      blueprint.parameterCount <= Self.mostWork,
      dense.dropLast().allSatisfy({ !$0.activation.isSoftmax })
    else { return nil }
    (inputs, loss, learned) = (plan.inputs, plan.loss, plan.learned)
    outputs = last.outputs
    parameterCount = blueprint.parameterCount
    layers = .allocate(capacity: dense.count)
    layers.initialize(from: dense.map { $0.small }, count: dense.count)
    movesAll = learned.allSatisfy { $0.before == nil && $0.moving == [0..<$0.value.count] }
    moved = .allocate(capacity: learned.count)
    moved.initialize(from: learned.map { $0.moved }, count: learned.count)
    let widths = blueprint.input.count + dense.reduce(0) { $0 + $1.outputs.columns }
    workspace = Matrix(
      rows: 1, columns: glassbox_small_workspace_bytes(widths) / MemoryLayout<Scalar>.stride)
    step = GlassboxSmallStep(
      layers: layers, layer_count: dense.count, ending: loss.ending, loss: loss.kind,
      loss_number: Double(loss.number), rows: 0, inputs: inputs.start,
      targets: loss.targets.start, outputs: outputs.start, losses: loss.losses,
      workspace: workspace.start)
  }

  deinit {
    layers.deallocate()
    moved.deallocate()
  }

  /// Whether a batch of so many rows is done faster by this.
  func isWorthIt(rows: Int) -> Bool {
    let turns = (rows + Self.widestVector - 1) / Self.widestVector
    return parameterCount * turns <= Self.mostWork
  }

  /// Forward, loss and backward of a batch: outputs, losses and all gradients, penalties not included.
  ///
  /// - Returns: nil where a loss is not finite: the layers then find out what overflows first.
  func gradients(
    on source: some SampleSource, _ samples: ArraySlice<Int>, _ threadPool: ThreadPool<Scalar>
  ) -> BatchResult? {
    source.copy(.inputs, of: samples, to: inputs.values(rows: samples.count))
    loss.copyTargets(of: samples, from: source)
    step.rows = samples.count
    guard threadPool.functions.smallGradients(&step).isFinite else { return nil }
    return loss.result(of: outputs, samples, of: source, threadPool)
  }

  /// Moves all numbers by their gradients.
  func move(by update: GlassboxUpdate, _ threadPool: ThreadPool<Scalar>) {
    var update = update
    threadPool.functions.smallUpdate(&update, moved, learned.count)
  }
}

extension LearnedMatrix {
  /// Its numbers as the kernel for small networks takes them.
  fileprivate var moved: GlassboxMovedNumbers {
    GlassboxMovedNumbers(
      count: value.count, gradients: gradient.start, first: memory.first?.start,
      second: memory.dropFirst().first?.start, weights: value.start)
  }
}

extension DenseMatrix {
  /// The layer as the kernel for small networks takes it.
  fileprivate var small: GlassboxSmallLayer {
    GlassboxSmallLayer(
      inputs: weight.value.rows, units: weight.value.columns, activation: activation.kind,
      number: Double(activation.number), weight: weight.value.start,
      weight_gradient: weight.gradient.start, bias: bias?.value.start,
      bias_gradient: bias?.gradient.start)
  }
}
