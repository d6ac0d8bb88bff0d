import NetworkDescription

/// A layer that stands in for a sound one and goes back through it wrongly; all shapes are its.
final class FaultyLayer<Scalar: MatrixScalar>: MatrixLayer {
  private let sound: any MatrixLayer<Scalar>
  private let fault: PlantedFault
  /// The inputs of the training step before: rows × the inputs of the layer.
  private let earlierInputs: Matrix<Scalar>

  init(_ sound: any MatrixLayer<Scalar>, _ fault: PlantedFault, rows: Int, inputs: Int) {
    self.sound = sound
    self.fault = fault
    earlierInputs = Matrix(rows: rows, columns: inputs)
  }

  var outputs: Matrix<Scalar> { sound.outputs }
  var sums: Matrix<Scalar> { sound.sums }
  var sensitivities: Matrix<Scalar> { sound.sensitivities }
  var learned: [LearnedMatrix<Scalar>] { sound.learned }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    sound.forward(inputs, pass)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    sound.backward(
      fault == .staleActivations ? earlierInputs : inputs, inputSensitivities: inputSensitivities,
      fromSums: fault == .missingSlope || fromSums, pass)
    switch fault {
    case .wrongSign: scaleGradients(by: -1)
    case .gradientNotAveraged: scaleGradients(by: Scalar(pass.rows))
    case .staleActivations:
      earlierInputs.start.update(from: inputs.start, count: pass.rows * inputs.columns)
    case .missingSlope, .swappedWeights, .biasNotUpdated, .adamMultiplies: break
    }
  }

  private func scaleGradients(by factor: Scalar) {
    for matrix in sound.learned {
      let gradients = matrix.gradient.values
      for index in gradients.indices { gradients[index] *= factor }
    }
  }
}
