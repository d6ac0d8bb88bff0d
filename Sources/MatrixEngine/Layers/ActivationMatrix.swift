import NetworkDescription

/// An activation as a layer of its own: outputs = activation(inputs), all B × n.
final class ActivationMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sums: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  let activation: MatrixActivation<Scalar>

  init(_ layer: ActivationLayer, shape: Shape, _ room: LayerRoom<Scalar>) {
    activation = MatrixActivation(
      layer.activation, softmaxWidth: shape.extents.last ?? shape.count)
    sums = room.outputs(shape.count)
    outputs = room.outputs(shape.count)
    sensitivities = room.sensitivities(shape.count)
  }

  var kind: MatrixLayerKind<Scalar> { .activation(self) }
  var learned: [LearnedMatrix<Scalar>] { [] }
  var operations: Int { 30 * outputs.columns }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let sums = sums.row(at: place)
    sums.update(from: inputs.row(at: place), count: outputs.columns)
    activation.forward(
      count: outputs.columns, sums: sums, outputs: outputs.row(at: place), pass.threadPool)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    let own = sensitivities.row(at: place)
    if !fromSums {
      activation.backward(
        count: outputs.columns, sums: sums.row(at: place), outputs: outputs.row(at: place),
        sensitivities: own, pass.threadPool)
    }
    inputSensitivities?.row(at: place).update(from: own, count: outputs.columns)
  }
}
