import MatrixKernels

/// The winners of a max pooling, whose links a convolution follows back.
///
/// For each of B samples: the pooling has H × W × F sensitivities and as many winners, one for each
/// window and filter. Weights and their gradients are turned over: F × h·w·channels.
struct PooledWinners<Scalar: MatrixScalar> {
  let plan: GlassboxWinnersPlan
  private let pooling: MaxPoolingMatrix<Scalar>

  /// - Parameters:
  ///   - windows: Those of the convolution that the pooling comes right after.
  ///   - filters: How many the convolution has.
  init(
    _ pooling: MaxPoolingMatrix<Scalar>, after windows: GlassboxWindows, filters: Int,
    _ functions: KernelFunctions<Scalar>
  ) {
    self.pooling = pooling
    plan = functions.planWinners(windows, pooling.windows, filters)
  }

  /// turned = the weights, turned over.
  func turn(
    _ weight: LearnedMatrix<Scalar>, into turned: Matrix<Scalar>,
    _ functions: KernelFunctions<Scalar>
  ) {
    withUnsafePointer(to: plan) {
      functions.turnKernelOver($0, weight.value.start, turned.start)
    }
  }

  /// Goes back for a sample: adds to the gradients, and hands on sensitivities if anybody listens.
  func backward(
    _ inputs: UnsafePointer<Scalar>, _ turnedWeight: Matrix<Scalar>, at place: SamplePlace,
    _ crew: Crew<Scalar>, weightGradient: UnsafeMutablePointer<Scalar>,
    biasGradient: UnsafeMutablePointer<Scalar>?, inputSensitivities: UnsafeMutablePointer<Scalar>?
  ) {
    guard let winners = pooling.winners(at: place) else { return }
    withUnsafePointer(to: plan) {
      crew.functions.followWinners(
        $0, inputs, pooling.sensitivities.row(at: place), winners, turnedWeight.start,
        crew.workspace(of: place.thread), weightGradient, biasGradient, inputSensitivities)
    }
  }

  /// The gradient of the weights = the first row of the turned gradients, turned back.
  func turnBack(
    _ turned: Matrix<Scalar>, into weight: LearnedMatrix<Scalar>,
    _ functions: KernelFunctions<Scalar>
  ) {
    withUnsafePointer(to: plan) {
      functions.turnGradientBack($0, turned.start, weight.gradient.start)
    }
  }
}
