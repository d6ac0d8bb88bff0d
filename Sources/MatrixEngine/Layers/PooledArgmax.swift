import MatrixKernels

/// The argmaxes of a max pooling, whose links a convolution follows back.
///
/// For each of B samples: the pooling has H × W × F sensitivities and as many argmaxes, one for each
/// window and filter. Weights and their gradients are transposed: F × h·w·channels.
struct PooledArgmax<Scalar: MatrixScalar> {
  let plan: GlassboxArgmaxPlan
  private let pooling: MaxPoolingMatrix<Scalar>

  /// - Parameters:
  ///   - windows: Those of the convolution that the pooling comes right after.
  ///   - filters: How many the convolution has.
  init(
    _ pooling: MaxPoolingMatrix<Scalar>, after windows: GlassboxWindows, filters: Int,
    _ threadPool: ThreadPool<Scalar>
  ) {
    self.pooling = pooling
    plan = threadPool.functions.planArgmax(windows, pooling.windows, filters)
  }

  /// transposed = the transpose of the weights, a row for each filter.
  func transpose(
    _ weight: LearnedMatrix<Scalar>, into transposed: Matrix<Scalar>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    withUnsafePointer(to: plan) {
      threadPool.functions.transposeKernelByFilter($0, weight.value.start, transposed.start)
    }
  }

  /// Goes back for a sample: adds to the gradients, and hands on sensitivities if anybody listens.
  func backward(
    _ inputs: UnsafePointer<Scalar>, _ transposedWeight: Matrix<Scalar>, at place: SamplePlace,
    _ threadPool: ThreadPool<Scalar>, weightGradient: UnsafeMutablePointer<Scalar>,
    biasGradient: UnsafeMutablePointer<Scalar>?, inputSensitivities: UnsafeMutablePointer<Scalar>?
  ) {
    guard let argmax = pooling.argmax(at: place) else { return }
    withUnsafePointer(to: plan) {
      threadPool.functions.followArgmax(
        $0, inputs, pooling.sensitivities.row(at: place), argmax, transposedWeight.start,
        threadPool.workspace(of: place.thread), weightGradient, biasGradient, inputSensitivities)
    }
  }

  /// The gradient of the weights = the first row of the transposed gradients, transposed back.
  func transposeBack(
    _ transposed: Matrix<Scalar>, into weight: LearnedMatrix<Scalar>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    withUnsafePointer(to: plan) {
      threadPool.functions.transposeGradientBack($0, transposed.start, weight.gradient.start)
    }
  }
}
