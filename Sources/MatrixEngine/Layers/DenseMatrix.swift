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
  /// Whether the loss computes the outputs, too, from the sums; see `MatrixLoss`.
  var lossActivates = false
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
        threadPool.reserveWorkspace(plan.workspace_count)
      }
    }
  }

  init(_ dense: Dense, at index: Int, inputs: Int, rows: Int, _ threadPool: ThreadPool<Scalar>) {
    let units = dense.units
    weight = LearnedMatrix(weightOfLayer: index, shape: [inputs, units], dense.penalty)
    bias = dense.useBias ? LearnedMatrix(biasOfLayer: index, units: units) : nil
    activation = MatrixActivation(dense.activation, softmaxWidth: units)
    sums = Matrix(rows: rows, columns: units)
    outputs = Matrix(rows: rows, columns: units)
    sensitivities = Matrix(rows: rows, columns: units)
    trainingPlans = Plans(rows: rows, isTraining: true, inputs: inputs, units: units, threadPool)
  }

  var kind: MatrixLayerKind<Scalar> { .dense(self) }
  var learned: [LearnedMatrix<Scalar>] { bias.map { [weight, $0] } ?? [weight] }

  @_specialize(where Scalar == Float)
  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    pass.threadPool.multiply(
      plans(for: pass).sums, inputs.start, weight.value.start, into: sums.start)
    if lossActivates && pass.isTraining {
      activation.addBias(bias?.value, to: sums, pass)
    } else {
      activation.forward(sums: sums, bias: bias?.value, outputs: outputs, pass)
    }
  }

  @_specialize(where Scalar == Float)
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    if !fromSums {
      activation.backward(sums: sums, outputs: outputs, sensitivities: sensitivities, pass)
    }
    let plans = plans(for: pass)
    if let bias {
      pass.threadPool.functions.columnSums(
        pass.rows, sensitivities.columns, sensitivities.columns, sensitivities.start,
        bias.gradient.start)
    }
    if let inputSensitivities {
      pass.threadPool.multiply(
        plans.inputSensitivities, sensitivities.start, weight.value.start,
        into: inputSensitivities.start)
    }
    // The weights have been asked for the last time, so that they may move now.
    if let rate = pass.descentRate, weight.movesFreely, plans.weightGradient.depth_blocks == 1 {
      pass.threadPool.multiply(
        plans.weightGradient, inputs.start, sensitivities.start, scaledBy: -rate,
        addingTo: weight.value.start)
      weight.hasMoved = true
    } else {
      pass.threadPool.multiply(
        plans.weightGradient, inputs.start, sensitivities.start, into: weight.gradient.start)
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
