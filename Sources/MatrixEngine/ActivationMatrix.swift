import NetworkBlueprint

/// An activation as a layer of its own: outputs = activation(inputs), all B × n.
final class ActivationMatrix<Scalar: MatrixScalar>: SampleLayer {
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
  var operations: Int { 30 * outputs.columns }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let sums = sums.row(place.sample)
    sums.update(from: inputs.row(place.sample), count: outputs.columns)
    activation.forward(
      rows: 1, columns: outputs.columns, sums: sums, bias: nil,
      outputs: outputs.row(place.sample), pass.crew.functions)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    let own = sensitivities.row(place.sample)
    if !fromSums {
      activation.backward(
        count: outputs.columns, sums: sums.row(place.sample), outputs: outputs.row(place.sample),
        sensitivities: own, pass.crew.functions)
    }
    inputSensitivities?.row(place.sample).update(from: own, count: outputs.columns)
  }
}
