import MatrixKernels
import NetworkBlueprint

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
  private let weight: LearnedMatrix<Scalar>
  private let bias: LearnedMatrix<Scalar>?
  private let activation: MatrixActivation<Scalar>
  private var plans: Plans

  /// The three products for batches of one size, in training or not.
  private struct Plans {
    let rows: Int
    let isTraining: Bool
    let sums: GlassboxProductPlan
    let weightGradient: GlassboxProductPlan
    let inputSensitivities: GlassboxProductPlan

    init(rows: Int, isTraining: Bool, inputs: Int, units: Int, _ crew: Crew<Scalar>) {
      func plan(
        _ rows: Int, _ columns: Int, _ depth: Int, a: Int, aIsTransposed: Bool = false, b: Int,
        bIsTransposed: Bool = false, skipsZeros: Bool = false
      ) -> GlassboxProductPlan {
        crew.functions.planProduct(
          GlassboxProductShape(
            rows: rows, columns: columns, depth: depth, a_is_transposed: aIsTransposed,
            b_is_transposed: bIsTransposed, skips_zeros: skipsZeros, a_stride: a, b_stride: b,
            c_stride: columns))
      }
      self.rows = rows
      self.isTraining = isTraining
      // In training nothing may be passed over: zero times an overflown weight has to be noticed.
      sums = plan(rows, units, inputs, a: inputs, b: units, skipsZeros: !isTraining)
      weightGradient = plan(inputs, units, rows, a: inputs, aIsTransposed: true, b: units)
      inputSensitivities = plan(rows, inputs, units, a: units, b: units, bIsTransposed: true)
      for plan in [sums, weightGradient, inputSensitivities] {
        crew.reserveWorkspace(plan.workspace_count)
      }
    }
  }

  init(_ dense: Dense, at index: Int, inputs: Int, rows: Int, _ crew: Crew<Scalar>) {
    let units = dense.units
    weight = LearnedMatrix(
      name: NetworkBlueprint.tensorName(layer: index, .weight), shape: [inputs, units],
      rows: inputs, columns: units, penalty: (dense.penalty.l1, dense.penalty.l2))
    bias =
      dense.useBias
      ? LearnedMatrix(
        name: NetworkBlueprint.tensorName(layer: index, .bias), shape: [units], rows: 1,
        columns: units) : nil
    activation = MatrixActivation(dense.activation, softmaxWidth: units)
    sums = Matrix(rows: rows, columns: units)
    outputs = Matrix(rows: rows, columns: units)
    sensitivities = Matrix(rows: rows, columns: units)
    plans = Plans(rows: rows, isTraining: true, inputs: inputs, units: units, crew)
  }

  var learned: [LearnedMatrix<Scalar>] { bias.map { [weight, $0] } ?? [weight] }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    prepare(pass)
    pass.crew.multiply(plans.sums, inputs.start, weight.value.start, into: sums.start)
    activation.forward(sums: sums, bias: bias?.value, outputs: outputs, pass)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    if !fromSums {
      activation.backward(sums: sums, outputs: outputs, sensitivities: sensitivities, pass)
    }
    pass.crew.multiply(
      plans.weightGradient, inputs.start, sensitivities.start, into: weight.gradient.start)
    if let bias {
      pass.crew.functions.columnSums(
        pass.rows, sensitivities.columns, sensitivities.columns, sensitivities.start,
        bias.gradient.start)
    }
    if let inputSensitivities {
      pass.crew.multiply(
        plans.inputSensitivities, sensitivities.start, weight.value.start,
        into: inputSensitivities.start)
    }
  }

  /// The last batch of an epoch may have another size, which wants other plans.
  private func prepare(_ pass: Pass<Scalar>) {
    guard plans.rows != pass.rows || plans.isTraining != pass.isTraining else { return }
    plans = Plans(
      rows: pass.rows, isTraining: pass.isTraining, inputs: weight.value.rows,
      units: weight.value.columns, pass.crew)
  }
}
