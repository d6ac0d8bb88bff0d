import MatrixKernels
import NetworkDescription

/// The training steps of a network of a few hundred numbers, by one kernel for all of its layers.
///
/// Such a step is a few hundred multiply-adds and a handful of exponentials: less work than to choose
/// how products are cut, packed and shared, or even to come back to Swift between two batches. The
/// numbers stay where the layers keep them; the sums are taken in another order than theirs, so that
/// the last bits may differ. A batch is one vector of samples; steps of a single sample by plain descent
/// have a kernel of their own, which takes larger networks, too.
final class SmallStep<Scalar: MatrixScalar> {
  /// The most weights and biases, times how often the lanes of a vector are filled with rows: beyond
  /// that the layers' own products are faster.
  private static var mostWork: Int { 1_500 }
  /// The fewest and the most weights and biases with which the kernel for single samples is faster than
  /// that for batches, and than all threads together.
  private static var singleSampleWork: ClosedRange<Int> { 60...200_000 }
  /// A vector of the widest processor holds so many numbers.
  private static var widestVector: Int { 64 / MemoryLayout<Scalar>.stride }
  /// How many numbers of samples the kernel lays out anew at a time; they stay in the nearest cache.
  private static var laidOutNumbers: Int { 8_192 }

  /// How many batches are learned before it is asked again how far each moves the weights.
  private let mostBatches = 64
  /// Where the outputs of a batch stand afterwards: those of the last layer.
  let outputs: Matrix<Scalar>
  private let layers: UnsafeMutablePointer<GlassboxSmallLayer>
  /// One for each of the learned matrices.
  private let moved: UnsafeMutablePointer<GlassboxMovedNumbers>
  private let workspace: Matrix<Scalar>
  private let lanes: Matrix<Scalar>
  private let inputs: Matrix<Scalar>
  private let loss: MatrixLoss<Scalar>
  /// The samples of several batches.
  private let manyInputs: Matrix<Scalar>
  private let manyTargets: Matrix<Scalar>
  private let manyOutputs: Matrix<Scalar>
  /// One for each batch, or one for all of them.
  private let updates: UnsafeMutablePointer<GlassboxUpdate>
  /// All that the kernel is told of a single batch; only the number of rows changes.
  private var step: GlassboxSmallStep
  private let parameterCount: Int
  private let hasPenalties: Bool
  /// Whether all numbers move by their gradients alone, so that one kernel can move them.
  let movesAll: Bool
  /// The matrices, which the pointers above are into.
  private let learned: [LearnedMatrix<Scalar>]

  /// - Returns: nil for a network that has other layers than dense ones and their activations, or is too
  ///   large.
  init?(_ blueprint: NetworkBlueprint, _ plan: NetworkPlan<Scalar>) {
    guard !plan.isTakenApart, let dense = Self.denseLayers(of: plan.layers),
      let last = plan.layers.last,
      blueprint.parameterCount <= Self.singleSampleWork.upperBound,
      dense.dropLast().allSatisfy({ !$0.activation.isSoftmax })
    else { return nil }
    (inputs, loss, learned) = (plan.inputs, plan.loss, plan.learned)
    outputs = last.outputs
    parameterCount = blueprint.parameterCount
    layers = .allocate(capacity: dense.count)
    layers.initialize(
      from: dense.map { $0.layer.small(activation: $0.activation) }, count: dense.count)
    movesAll = learned.allSatisfy { $0.before == nil && $0.moving == [0..<$0.value.count] }
    moved = .allocate(capacity: learned.count)
    moved.initialize(from: learned.map { $0.moved }, count: learned.count)
    let units = dense.reduce(0) { $0 + $1.layer.outputs.columns }
    hasPenalties = plan.hasPenalties
    let numberBytes = MemoryLayout<Scalar>.stride
    let workspaceBytes =
      parameterCount <= Self.mostWork
      ? glassbox_small_workspace_bytes(units)
      : glassbox_sample_workspace_bytes(units, dense.count, numberBytes)
    workspace = Matrix(rows: 1, columns: workspaceBytes / numberBytes)
    let sampleWidth = inputs.columns + outputs.columns
    lanes = Matrix(rows: 1, columns: max(Self.laidOutNumbers, sampleWidth * Self.widestVector))
    let samples = max(Self.laidOutNumbers / sampleWidth, 1)
    manyInputs = Matrix(rows: samples, columns: inputs.columns)
    manyTargets = Matrix(rows: samples, columns: outputs.columns)
    manyOutputs = Matrix(rows: samples, columns: outputs.columns)
    updates = .allocate(capacity: mostBatches)
    updates.initialize(repeating: GlassboxUpdate(), count: mostBatches)
    step = GlassboxSmallStep(
      layers: layers, layer_count: dense.count, ending: loss.ending, loss: loss.kind,
      loss_number: Double(loss.number), rows: 0, inputs: inputs.start,
      targets: loss.targets.start, outputs: outputs.start, losses: loss.losses,
      workspace: workspace.start, lanes: lanes.start,
      lanes_bytes: lanes.count * numberBytes)
  }

  deinit {
    layers.deallocate()
    moved.deallocate()
    updates.deallocate()
  }

  /// Whether a batch of so many rows is done faster by this.
  func isWorthIt(rows: Int) -> Bool {
    let turns = (rows + Self.widestVector - 1) / Self.widestVector
    return parameterCount * turns <= Self.mostWork
  }

  /// How many batches of so many samples are over before anybody would want to be told of one.
  func quickBatches(of batchSize: Int) -> Int {
    batchSize == 1 || isWorthIt(rows: batchSize) ? mostBatches : 1
  }

  /// How many samples are worth having room for at once where nothing is learned: of the smallest
  /// networks a batch costs more than its samples.
  var samplesToMeasure: Int { parameterCount <= Self.mostWork ? 256 : 1 }

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

  /// Learns from as many of the samples as it can, batch after batch, and adds up how that went.
  ///
  /// - Parameters:
  ///   - number: The number of the first step.
  /// - Returns: How many steps those were: all of them, unless the layers' own products are faster, or
  ///   a loss is not finite; the layers then find out what overflows first.
  func learn(
    from source: some SampleSource, _ samples: ArraySlice<Int>, batchSize: Int,
    by optimizer: MatrixOptimizer<Scalar>, step number: Int, _ threadPool: ThreadPool<Scalar>,
    total: inout BatchResult
  ) -> Int {
    let mostSamples = min(manyInputs.rows / batchSize, mostBatches) * batchSize
    let isSingle =
      batchSize == 1 && !hasPenalties && Self.singleSampleWork.contains(parameterCount)
      && optimizer.update(at: number).optimizer == .descent
    guard mostSamples > 0, isSingle || isWorthIt(rows: batchSize) else { return 0 }
    let hasClasses = source.targetKind == .classes
    var run = GlassboxSmallRun(
      step: step, outputs: hasClasses ? nil : UnsafeMutableRawPointer(manyOutputs.start),
      samples: 0,
      batch: batchSize, updates: updates, update_stride: optimizer.movesAlike ? 0 : 1, moved: moved,
      moved_count: learned.count, boundary: source.classBoundary, loss_sum: total.lossSum,
      penalty_sum: total.penaltySum, right_count: 0, learned: 0)
    run.step.inputs = UnsafeRawPointer(manyInputs.start)
    run.step.targets = UnsafeRawPointer(manyTargets.start)
    var rest = samples
    var steps = 0
    while !rest.isEmpty {
      let some = rest.prefix(mostSamples)
      source.copy(.inputs, of: some, to: manyInputs.values(rows: some.count))
      source.copy(.targets, of: some, to: manyTargets.values(rows: some.count))
      let batches = (some.count + batchSize - 1) / batchSize
      for batch in 0..<(run.update_stride == 0 ? 1 : batches) {
        updates[batch] = optimizer.update(at: number + steps + batch)
      }
      (run.samples, run.learned) = (some.count, 0)
      if isSingle {
        threadPool.functions.sampleRun(&run)
      } else {
        threadPool.functions.smallRun(&run)
      }
      total.sampleCount += run.learned
      if !hasClasses, run.learned > 0 {
        loss.addErrors(
          of: manyOutputs.values(rows: run.learned), some.prefix(run.learned), of: source,
          to: &total)
      }
      steps += (run.learned + batchSize - 1) / batchSize
      guard run.learned == some.count else { break }
      rest = rest.dropFirst(some.count)
    }
    total.lossSum = run.loss_sum
    total.penaltySum = run.penalty_sum
    if hasClasses { total.correctCount += run.right_count }
    return steps
  }

  /// The dense layers, each with what becomes of its sums: its own activation, or that of the layer after
  /// it.
  ///
  /// - Returns: nil if there are other layers.
  private static func denseLayers(
    of layers: [any MatrixLayer<Scalar>]
  ) -> [(layer: DenseMatrix<Scalar>, activation: MatrixActivation<Scalar>)]? {
    var found: [(layer: DenseMatrix<Scalar>, activation: MatrixActivation<Scalar>)] = []
    for layer in layers {
      switch layer.kind {
      case .dense(let dense): found.append((dense, dense.activation))
      case .activation(let activation):
        guard let dense = found.popLast(), dense.activation.isIdentity else { return nil }
        found.append((dense.layer, activation.activation))
      default: return nil
      }
    }
    return found.isEmpty ? nil : found
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
      second: memory.dropFirst().first?.start, weights: value.start, l1: penalty.l1OfGradient,
      l2: penalty.l2 / 2)
  }
}

extension DenseMatrix {
  /// The layer as the kernel for small networks takes it.
  fileprivate func small(activation: MatrixActivation<Scalar>) -> GlassboxSmallLayer {
    GlassboxSmallLayer(
      inputs: weight.value.rows, units: weight.value.columns, activation: activation.kind,
      number: Double(activation.number), weight: weight.value.start,
      weight_gradient: weight.gradient.start, bias: bias?.value.start,
      bias_gradient: bias?.gradient.start)
  }
}
