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

  /// outputs (count) = activation(sums).
  func forward(
    count: Int, sums: UnsafeMutablePointer<Scalar>, outputs: UnsafeMutablePointer<Scalar>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    threadPool.functions.activate(kind, number, 1, count, count, nil, sums, outputs)
    takeShares(count: count, outputs, threadPool)
  }

  /// The shares of a softmax in whole matrices, whose outputs are still the sums.
  func takeShares(outputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    guard isSoftmax else { return }
    let columns = outputs.columns
    pass.threadPool.share(pass.rows, operations: 30 * pass.rows * columns) { rows, _ in
      takeShares(
        count: rows.count * columns, outputs.row(rows.lowerBound), pass.threadPool)
    }
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
      threadPool.functions.activateBack(
        kind, number, 1, count, count, sums, outputs, sensitivities)
    }
  }

  /// The same for a block of matrices; softmax only takes whole rows.
  func backward(
    _ block: MatrixBlock, sums: Matrix<Scalar>, outputs: Matrix<Scalar>,
    sensitivities: Matrix<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) {
    let (sums, outputs) = (sums.first(of: block), outputs.first(of: block))
    if isSoftmax {
      backward(
        count: block.rows.count * block.columns.count, sums: sums, outputs: outputs,
        sensitivities: sensitivities.first(of: block), threadPool)
    } else {
      threadPool.functions.activateBack(
        kind, number, block.rows.count, block.columns.count, sensitivities.columns, sums, outputs,
        sensitivities.first(of: block))
    }
  }
}
