import MatrixKernels
import NetworkDescription

/// An activation as the kernels know it.
struct MatrixActivation<Scalar: MatrixScalar> {
  let kind: GlassboxActivation
  let number: Scalar
  /// Softmax goes over so many neighbouring columns; nil for all other activations.
  private let softmaxWidth: Int?
  /// Whether it shares out among its neighbours.
  var isSoftmax: Bool { softmaxWidth != nil }
  /// Whether it changes nothing.
  var isIdentity: Bool { kind == .identity && !isSoftmax }
  /// Whether the slopes cannot be told from the outputs alone.
  let needsSums: Bool

  init(_ activation: Activation, softmaxWidth: Int) {
    kind =
      switch activation {
      case .identity, .softmax: .identity
      case .sigmoid: .sigmoid
      case .tanh: .tanh
      case .relu: .relu
      case .elu: .elu
      case .gelu: .gelu
      case .silu: .silu
      case .softplus: .softplus
      case .leakyRelu: .leakyRelu
      }
    needsSums = activation.slopeNeedsSum
    number = Scalar(activation.setting?.value ?? 0)
    self.softmaxWidth = activation == .softmax ? softmaxWidth : nil
  }

  /// sums (rows × columns) += bias in every row; outputs = activation(sums).
  func forward(
    rows: Int, columns: Int, sums: UnsafeMutablePointer<Scalar>, bias: UnsafePointer<Scalar>?,
    outputs: UnsafeMutablePointer<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) {
    threadPool.functions.activate(kind, number, rows, columns, bias, sums, outputs)
    takeShares(count: rows * columns, outputs, threadPool)
  }

  /// The same for whole matrices.
  func forward(
    sums: Matrix<Scalar>, bias: Matrix<Scalar>?, outputs: Matrix<Scalar>, _ pass: Pass<Scalar>
  ) {
    let columns = sums.columns
    pass.threadPool.share(pass.rows, operations: 30 * pass.rows * columns) { rows, _ in
      forward(
        rows: rows.count, columns: columns, sums: sums.row(rows.lowerBound),
        bias: bias.map { UnsafePointer($0.start) }, outputs: outputs.row(rows.lowerBound),
        pass.threadPool)
    }
  }

  /// sums (rows × columns) += bias in every row, where somebody else computes the outputs.
  func addBias(_ bias: Matrix<Scalar>?, to sums: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    guard let bias else { return }
    // (Not by way of a constant: that would copy all functions.)
    pass.threadPool.functions.activate(
      .identity, 0, pass.rows, sums.columns, bias.start, sums.start, sums.start)
  }

  /// sums = the windows of a picture · weight + bias, outputs = activation(sums).
  func convolve(
    _ plan: UnsafePointer<GlassboxConvolutionPlan>, _ picture: UnsafePointer<Scalar>,
    _ weight: UnsafePointer<Scalar>, _ bias: UnsafePointer<Scalar>?,
    _ workspace: UnsafeMutablePointer<Scalar>, sums: UnsafeMutablePointer<Scalar>,
    outputs: UnsafeMutablePointer<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) {
    threadPool.functions.convolve(
      plan, picture, weight, bias, kind, number, workspace, sums, outputs)
    let windows = plan.pointee.windows
    takeShares(
      count: windows.output_height * windows.output_width * plan.pointee.filters, outputs,
      threadPool)
  }

  /// Softmax, if that is what it is, on the sums that stand where outputs shall be.
  private func takeShares(
    count: Int, _ outputs: UnsafeMutablePointer<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) {
    guard let softmaxWidth else { return }
    threadPool.functions.softmax(count / softmaxWidth, softmaxWidth, outputs, outputs)
  }

  /// sensitivities (count): ∂loss/∂output becomes ∂loss/∂sum.
  ///
  /// Unless it ``needsSums``, sums may be the outputs.
  func backward(
    count: Int, sums: UnsafePointer<Scalar>, outputs: UnsafePointer<Scalar>,
    sensitivities: UnsafeMutablePointer<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) {
    if let softmaxWidth {
      threadPool.functions.softmaxBack(count / softmaxWidth, softmaxWidth, outputs, sensitivities)
    } else {
      threadPool.functions.activateBack(kind, number, count, sums, outputs, sensitivities)
    }
  }

  /// The same for whole matrices.
  func backward(
    sums: Matrix<Scalar>, outputs: Matrix<Scalar>, sensitivities: Matrix<Scalar>,
    _ pass: Pass<Scalar>
  ) {
    let columns = sums.columns
    pass.threadPool.share(pass.rows, operations: 5 * pass.rows * columns) { rows, _ in
      let first = rows.lowerBound
      backward(
        count: rows.count * columns, sums: sums.row(first), outputs: outputs.row(first),
        sensitivities: sensitivities.row(first), pass.threadPool)
    }
  }
}
