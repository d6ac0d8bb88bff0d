import NetworkBlueprint

/// An activation as a layer of its own: outputs = activation(inputs), all B × n.
final class ActivationMatrix<Scalar: MatrixScalar>: MatrixLayer {
  let outputs: Matrix<Scalar>
  let sums: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let activation: MatrixActivation<Scalar>

  init(_ layer: ActivationLayer, shape: Shape, rows: Int) {
    activation = MatrixActivation(
      layer.activation, softmaxWidth: shape.extents.last ?? shape.count)
    sums = Matrix(rows: rows, columns: shape.count)
    outputs = Matrix(rows: rows, columns: shape.count)
    sensitivities = Matrix(rows: rows, columns: shape.count)
  }

  var learned: [LearnedMatrix<Scalar>] { [] }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    sums.start.update(from: inputs.start, count: pass.rows * sums.columns)
    activation.forward(sums: sums, bias: nil, outputs: outputs, pass)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    if !fromSums {
      activation.backward(sums: sums, outputs: outputs, sensitivities: sensitivities, pass)
    }
    inputSensitivities?.start.update(
      from: sensitivities.start, count: pass.rows * sensitivities.columns)
  }
}
