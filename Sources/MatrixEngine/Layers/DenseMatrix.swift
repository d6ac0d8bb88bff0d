import MatrixKernels
import NetworkDescription

/// A dense layer: sums = inputs · weight + bias, outputs = activation(sums).
///
/// With a batch of B samples, n inputs and u units: inputs B × n, weight n × u, bias 1 × u,
/// sums and outputs B × u. Backward, with ∂ for ∂loss/∂:
///
///     ∂sums   = ∂outputs ⊙ slope          B × u
///     ∂weight = inputsᵀ · ∂sums           n × u
///     ∂bias   = column sums of ∂sums      1 × u
///     ∂inputs = ∂sums · weightᵀ           B × n
final class DenseMatrix<Scalar: MatrixScalar>: MatrixLayer {
  let outputs: Matrix<Scalar>
  let sums: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  let weight: LearnedMatrix<Scalar>
  let bias: LearnedMatrix<Scalar>?
  let activation: MatrixActivation<Scalar>
  /// Whether somebody asks for the sums outside training, too: otherwise they are not written down there.
  private let keepsSums: Bool
  /// Whether the loss computes the outputs, too, from the sums; see `MatrixLoss`.
  var lossActivates = false
  /// The dropout behind it, whose work this layer does with its own, block by block.
  var silencer: DropoutMatrix<Scalar>?
  /// Training and answering often take turns, so each keeps its plans.
  private var trainingPlans: Plans
  private var answerPlans: Plans?

  /// The three products for batches of one size, in training or not.
  private struct Plans {
    let rows: Int
    let sums: GlassboxProductPlan
    let weightGradient: GlassboxProductPlan
    let inputSensitivities: GlassboxProductPlan

    init(rows: Int, isTraining: Bool, inputs: Int, units: Int, _ threadPool: ThreadPool<Scalar>) {
      func plan(
        _ rows: Int, _ columns: Int, _ depth: Int, a: Int, aIsTransposed: Bool = false, b: Int,
        bIsTransposed: Bool = false, skipsZeros: Bool = false
      ) -> GlassboxProductPlan {
        threadPool.functions.planProduct(
          GlassboxProductShape(
            rows: rows, columns: columns, depth: depth, a_is_transposed: aIsTransposed,
            b_is_transposed: bIsTransposed, skips_zeros: skipsZeros, a_stride: a, b_stride: b,
            c_stride: columns))
      }
      self.rows = rows
      // In training nothing may be passed over: zero times an overflown weight has to be noticed.
      sums = plan(rows, units, inputs, a: inputs, b: units, skipsZeros: !isTraining)
      weightGradient = plan(inputs, units, rows, a: inputs, aIsTransposed: true, b: units)
      inputSensitivities = plan(rows, inputs, units, a: units, b: units, bIsTransposed: true)
      for plan in [sums, weightGradient, inputSensitivities] {
        threadPool.reserveWorkspace(for: plan)
      }
    }
  }

  init(
    _ dense: Dense, at index: Int, inputs: Int, rows: Int, isLast: Bool,
    _ threadPool: ThreadPool<Scalar>
  ) {
    let units = dense.units
    weight = LearnedMatrix(weightOfLayer: index, shape: [inputs, units], dense.penalty)
    bias = dense.useBias ? LearnedMatrix(biasOfLayer: index, units: units) : nil
    activation = MatrixActivation(dense.activation, softmaxWidth: units)
    keepsSums = isLast || activation.needsSums
    sums = Matrix(rows: rows, columns: units)
    outputs = Matrix(rows: rows, columns: units)
    sensitivities = Matrix(rows: rows, columns: units)
    trainingPlans = Plans(rows: rows, isTraining: true, inputs: inputs, units: units, threadPool)
  }

  var kind: MatrixLayerKind<Scalar> { .dense(self) }
  var learned: [LearnedMatrix<Scalar>] { bias.map { [weight, $0] } ?? [weight] }

  @_specialize(where Scalar == Float)
  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    let leavesSums = lossActivates && pass.isTraining
    let writesSums = pass.isTraining || keepsSums
    let silencer = pass.isTraining ? silencer : nil
    pass.threadPool.computeLayer(
      plans(for: pass).sums, inputs: inputs, weight: weight.value, bias: bias?.value,
      activation: leavesSums ? (.identity, 0) : (activation.kind, activation.number),
      sums: writesSums ? sums : outputs, outputs: leavesSums ? sums : outputs
    ) { block in silencer?.forward(block, of: outputs, pass) }
    if !leavesSums { activation.takeShares(outputs: outputs, pass) }
  }

  @_specialize(where Scalar == Float)
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    findSumSensitivities(fromSums: fromSums, pass)
    let plans = plans(for: pass)
    if let inputSensitivities {
      pass.threadPool.multiply(
        plans.inputSensitivities, sensitivities.start, weight.value.start,
        into: inputSensitivities.start)
    }
    // The weights have been asked for the last time, so that they may move now.
    if let update = pass.update, weight.movesFreely {
      move(by: update, inputs, plans.weightGradient, pass)
      weight.hasMoved = true
    } else {
      pass.threadPool.multiplyByRows(
        plans.weightGradient, inputs.start, sensitivities.start, into: weight.gradient.start,
        addScaledBy: nil, operationsPerNumber: 0, then: { _ in })
    }
  }

  /// Sensitivities of the outputs become those of the sums, and their column sums the bias' gradient.
  ///
  /// Columns are shared, so that whoever has just written some adds them up.
  private func findSumSensitivities(fromSums: Bool, _ pass: Pass<Scalar>) {
    let columns = sensitivities.columns
    // Softmax looks at whole rows.
    let together = activation.isSoftmax && !fromSums ? columns : 64
    let operationsPerNumber = silencer == nil ? 8 : 20
    pass.threadPool.share(
      (columns + together - 1) / together, operations: operationsPerNumber * pass.rows * columns
    ) { range, _ in
      let block = MatrixBlock(
        rows: 0..<pass.rows,
        columns: range.lowerBound * together..<min(range.upperBound * together, columns))
      if let silencer, pass.isTraining, activation.kind == .relu {
        silencer.backwardThroughRelu(block, inputSensitivities: sensitivities, pass)
      } else if !fromSums {
        silencer?.backward(block, inputSensitivities: sensitivities, pass)
        activation.backward(
          block, sums: sums, outputs: outputs, sensitivities: sensitivities, pass.threadPool)
      }
      guard let bias else { return }
      pass.threadPool.functions.columnSums(
        pass.rows, block.columns.count, columns, sensitivities.first(of: block),
        bias.gradient.start + block.columns.lowerBound)
    }
  }

  /// The weights move as soon as their gradient is known, row by row.
  ///
  /// Plain descent has no need of the gradient itself: weight += −rate · inputsᵀ · ∂sums is one product, as
  /// long as the batch is no deeper than a product's block.
  private func move(
    by update: UnsafePointer<GlassboxUpdate>, _ inputs: Matrix<Scalar>,
    _ plan: GlassboxProductPlan, _ pass: Pass<Scalar>
  ) {
    let descends = update.pointee.optimizer == .descent && plan.depth_blocks == 1
    pass.threadPool.multiplyByRows(
      plan, inputs.start, sensitivities.start,
      into: descends ? weight.value.start : weight.gradient.start,
      addScaledBy: descends ? -Scalar(update.pointee.rate) : nil,
      operationsPerNumber: descends ? 0 : weight.operationsToMove
    ) { rows in
      guard !descends else { return }
      let columns = weight.value.columns
      weight.move(
        rows.lowerBound * columns..<rows.upperBound * columns, by: update, pass.threadPool)
    }
  }

  /// The plans for a pass.
  ///
  /// The last batch of an epoch may have another size, which wants other plans.
  private func plans(for pass: Pass<Scalar>) -> Plans {
    if let kept = pass.isTraining ? trainingPlans : answerPlans, kept.rows == pass.rows {
      return kept
    }
    let plans = Plans(
      rows: pass.rows, isTraining: pass.isTraining, inputs: weight.value.rows,
      units: weight.value.columns, pass.threadPool)
    if pass.isTraining { trainingPlans = plans } else { answerPlans = plans }
    return plans
  }
}
