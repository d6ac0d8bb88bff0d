import MatrixKernels
import NetworkDescription

/// The kernels of one instruction set in one precision, as Swift functions.
///
/// What each computes, and the shapes of its matrices, stand in `KernelTable.h`.
public struct KernelFunctions<Scalar> {
  typealias Numbers = UnsafePointer<Scalar>
  typealias Results = UnsafeMutablePointer<Scalar>
  typealias Doubles = UnsafePointer<Double>
  typealias Windows = UnsafePointer<GlassboxWindows>
  typealias Convolution = UnsafePointer<GlassboxConvolutionPlan>
  typealias Argmax = UnsafePointer<GlassboxArgmaxPlan>

  let planProduct: (GlassboxProductShape) -> GlassboxProductPlan
  let product:
    (UnsafePointer<GlassboxProductPlan>, Numbers, Numbers, Results, Bool, Results?, Int, Int) ->
      Void

  let addScaledProduct:
    (
      UnsafePointer<GlassboxProductPlan>, Numbers, Numbers, Scalar, Results, Results?, Int, Int
    ) -> Void

  let denseLayer:
    (
      UnsafePointer<GlassboxProductPlan>, Numbers, Numbers, Numbers?, GlassboxActivation, Scalar,
      Results, Results, Results?, Int, Int
    ) -> Void
  let copyOperands:
    (UnsafePointer<GlassboxProductPlan>, Numbers, Numbers, Results, Int, Int) -> Void
  let productOfCopies:
    (UnsafePointer<GlassboxProductPlan>, Numbers, Bool, Scalar, Results, Int, Int) -> Void

  let planConvolution: (GlassboxWindows, Int) -> GlassboxConvolutionPlan
  let convolve:
    (
      Convolution, Numbers, Numbers, Numbers?, GlassboxActivation, Scalar, Results, Results, Results
    ) -> Void
  let transposeKernel: (Convolution, Numbers, Results) -> Void
  let convolveBack: (Convolution, Numbers, Numbers, Results, Results) -> Void
  let convolutionGradient: (Convolution, Numbers, Numbers, Results, Results, Results?) -> Void
  let poolLargest: (Windows, Numbers, Results, UnsafeMutablePointer<UInt32>) -> Void
  let poolLargestBack: (Windows, Numbers, UnsafePointer<UInt32>, Results) -> Void
  let planArgmax: (GlassboxWindows, GlassboxWindows, Int) -> GlassboxArgmaxPlan
  let transposeKernelByFilter: (Argmax, Numbers, Results) -> Void
  let followArgmax:
    (
      Argmax, Numbers, Numbers, UnsafePointer<UInt32>, Numbers, Results, Results, Results?,
      Results?
    ) -> Void
  let transposeGradientBack: (Argmax, Numbers, Results) -> Void
  let poolMean: (Windows, Numbers, Results) -> Void
  let poolMeanBack: (Windows, Numbers, Results) -> Void
  let activate: (GlassboxActivation, Scalar, Int, Int, Int, Numbers?, Results, Results) -> Void
  let activateBack: (GlassboxActivation, Scalar, Int, Int, Int, Numbers, Numbers, Results) -> Void
  let columnSums: (Int, Int, Int, Numbers, Results) -> Void
  let softmax: (Int, Int, Numbers, Results) -> Void
  let softmaxBack: (Int, Int, Numbers, Results) -> Void
  let dropOut:
    (GlassboxDropoutMask, Scalar, UInt32, UInt64, Int, Int, Int, Numbers, Results) -> Void
  let dropOutReluBack: (Scalar, Int, Int, Int, Numbers, Numbers, Results) -> Void
  let loss:
    (
      GlassboxLoss, Scalar, Int, Int, Numbers, Numbers, Scalar, UnsafeMutablePointer<Double>,
      Results
    ) -> Void
  let softmaxLoss:
    (Int, Int, Numbers, Numbers, Scalar, Results, UnsafeMutablePointer<Double>, Results) -> Void
  let sigmoidLoss:
    (Int, Int, Numbers, Numbers, Scalar, Results, UnsafeMutablePointer<Double>, Results) -> Void
  let countRight: (Int, Int, Numbers, Numbers) -> Int
  let update: (UnsafePointer<GlassboxUpdate>, Int, Numbers, Results?, Results?, Results) -> Void
  let addPenalty: (Int, Scalar, Scalar, Numbers, Results) -> Void
  let penalty: (Int, Scalar, Scalar, Numbers) -> Double
  let smallGradients: (UnsafePointer<GlassboxSmallStep>) -> Double
  let smallRun: (UnsafeMutablePointer<GlassboxSmallRun>) -> Void
  let sampleRun: (UnsafeMutablePointer<GlassboxSmallRun>) -> Void
  let smallUpdate: (UnsafePointer<GlassboxUpdate>, UnsafePointer<GlassboxMovedNumbers>, Int) -> Void
  let normalize: (Int, Int, Doubles, Doubles, Doubles, Results) -> Void
  let add: (Int, Numbers, Results) -> Void
  let gatherBytes: (Int, Int, UnsafePointer<Int>, UnsafePointer<UInt8>, Results) -> Void
}

extension Float: MatrixScalar {
  /// The numbers in double precision.
  public static func doubles(of numbers: UnsafeMutableBufferPointer<Float>) -> [Double] {
    numbers.map { Double($0) }
  }

  /// Rounds numbers to single precision.
  public static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Float>
  ) {
    // Without an optimizer a loop over a range asks at every step how ranges are gone through.
    var index = 0
    while index < numbers.count {
      rounded[index] = Float(numbers[index])
      index += 1
    }
  }

  /// The single-precision functions of a set of kernels.
  public static func functions(of kernels: GlassboxKernels) -> KernelFunctions<Float> {
    let table = kernels.single_precision.pointee
    return KernelFunctions(
      planProduct: table.plan_product, product: table.product,
      addScaledProduct: table.add_scaled_product, denseLayer: table.dense_layer,
      copyOperands: table.copy_operands, productOfCopies: table.product_of_copies,
      planConvolution: table.plan_convolution, convolve: table.convolve,
      transposeKernel: table.transpose_kernel, convolveBack: table.convolve_back,
      convolutionGradient: table.convolution_gradient, poolLargest: table.pool_largest,
      poolLargestBack: table.pool_largest_back, planArgmax: table.plan_argmax,
      transposeKernelByFilter: table.transpose_kernel_by_filter, followArgmax: table.follow_argmax,
      transposeGradientBack: table.transpose_gradient_back, poolMean: table.pool_mean,
      poolMeanBack: table.pool_mean_back, activate: table.activate,
      activateBack: table.activate_back, columnSums: table.column_sums, softmax: table.softmax,
      softmaxBack: table.softmax_back, dropOut: table.drop_out,
      dropOutReluBack: table.drop_out_relu_back, loss: table.loss, softmaxLoss: table.softmax_loss,
      sigmoidLoss: table.sigmoid_loss,
      countRight: table.count_right, update: table.update,
      addPenalty: table.add_penalty, penalty: table.penalty,
      smallGradients: table.small_gradients, smallRun: table.small_run,
      sampleRun: table.sample_run, smallUpdate: table.small_update,
      normalize: table.normalize, add: table.add, gatherBytes: table.gather_bytes)
  }
}

extension Double: MatrixScalar {
  /// The numbers as they are.
  public static func doubles(of numbers: UnsafeMutableBufferPointer<Double>) -> [Double] {
    Array(numbers)
  }

  /// Copies numbers.
  public static func round(
    _ numbers: UnsafeBufferPointer<Double>, to rounded: UnsafeMutablePointer<Double>
  ) {
    guard let start = numbers.baseAddress else { return }
    rounded.update(from: start, count: numbers.count)
  }

  /// The double-precision functions of a set of kernels.
  public static func functions(of kernels: GlassboxKernels) -> KernelFunctions<Double> {
    let table = kernels.double_precision.pointee
    return KernelFunctions(
      planProduct: table.plan_product, product: table.product,
      addScaledProduct: table.add_scaled_product, denseLayer: table.dense_layer,
      copyOperands: table.copy_operands, productOfCopies: table.product_of_copies,
      planConvolution: table.plan_convolution, convolve: table.convolve,
      transposeKernel: table.transpose_kernel, convolveBack: table.convolve_back,
      convolutionGradient: table.convolution_gradient, poolLargest: table.pool_largest,
      poolLargestBack: table.pool_largest_back, planArgmax: table.plan_argmax,
      transposeKernelByFilter: table.transpose_kernel_by_filter, followArgmax: table.follow_argmax,
      transposeGradientBack: table.transpose_gradient_back, poolMean: table.pool_mean,
      poolMeanBack: table.pool_mean_back, activate: table.activate,
      activateBack: table.activate_back, columnSums: table.column_sums, softmax: table.softmax,
      softmaxBack: table.softmax_back, dropOut: table.drop_out,
      dropOutReluBack: table.drop_out_relu_back, loss: table.loss, softmaxLoss: table.softmax_loss,
      sigmoidLoss: table.sigmoid_loss,
      countRight: table.count_right, update: table.update,
      addPenalty: table.add_penalty, penalty: table.penalty,
      smallGradients: table.small_gradients, smallRun: table.small_run,
      sampleRun: table.sample_run, smallUpdate: table.small_update,
      normalize: table.normalize, add: table.add, gatherBytes: table.gather_bytes)
  }
}
