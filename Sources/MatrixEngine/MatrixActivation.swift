import MatrixKernels
import NetworkBlueprint

/// An activation as the kernels know it.
struct MatrixActivation<Scalar: MatrixScalar> {
  private let kind: GlassboxActivation
  private let slope: Scalar
  /// Softmax goes over so many neighbouring columns; nil for all other activations.
  private let softmaxWidth: Int?

  init(_ activation: Activation, softmaxWidth: Int) {
    var slope = Scalar(0)
    switch activation {
    case .identity, .softmax: kind = .identity
    case .sigmoid: kind = .sigmoid
    case .tanh: kind = .tanh
    case .relu: kind = .relu
    case .leakyRelu(let below):
      kind = .leakyRelu
      slope = Scalar(below)
    }
    self.slope = slope
    self.softmaxWidth = activation == .softmax ? softmaxWidth : nil
  }

  /// sums += bias in every row; outputs = activation(sums).
  func forward(
    sums: Matrix<Scalar>, bias: Matrix<Scalar>?, outputs: Matrix<Scalar>, _ pass: Pass<Scalar>
  ) {
    let columns = sums.columns
    pass.crew.share(pass.rows, operations: 30 * pass.rows * columns) { rows, _ in
      let functions = pass.crew.functions
      let first = rows.lowerBound * columns
      functions.activate(
        kind, slope, rows.count, columns, bias.map { UnsafePointer($0.start) }, sums.start + first,
        outputs.start + first)
      if let softmaxWidth {
        functions.softmax(
          rows.count * columns / softmaxWidth, softmaxWidth, outputs.start + first,
          outputs.start + first)
      }
    }
  }

  /// sensitivities: ∂loss/∂output becomes ∂loss/∂sum.
  func backward(
    sums: Matrix<Scalar>, outputs: Matrix<Scalar>, sensitivities: Matrix<Scalar>,
    _ pass: Pass<Scalar>
  ) {
    let columns = sums.columns
    pass.crew.share(pass.rows, operations: 5 * pass.rows * columns) { rows, _ in
      let functions = pass.crew.functions
      let first = rows.lowerBound * columns
      if let softmaxWidth {
        functions.turnBackSoftmax(
          rows.count * columns / softmaxWidth, softmaxWidth, outputs.start + first,
          sensitivities.start + first)
      } else {
        functions.turnBack(
          kind, slope, rows.count * columns, sums.start + first, outputs.start + first,
          sensitivities.start + first)
      }
    }
  }
}
