import MatrixKernels

/// The kernels of one instruction set, for either precision under the same names.
///
/// (The functions are C functions without a state; Swift cannot know that.)
struct KernelFunctions<Real: TestedPrecision>: @unchecked Sendable {
  typealias In = UnsafePointer<Real>
  typealias Out = UnsafeMutablePointer<Real>

  let planProduct: (GlassboxProductShape) -> GlassboxProductPlan
  let product:
    (
      UnsafePointer<GlassboxProductPlan>, In, In, Out, Bool, Out?, Int, Int
    ) -> Void
  let addScaledProduct:
    (
      UnsafePointer<GlassboxProductPlan>, In, In, Real, Out, Out?, Int, Int
    ) -> Void
  let denseLayer:
    (
      UnsafePointer<GlassboxProductPlan>, In, In, In?, GlassboxActivation, Real, Out, Out, Out?,
      Int, Int
    ) -> Void
  let copyOperands: (UnsafePointer<GlassboxProductPlan>, In, In, Out, Int, Int) -> Void
  let productOfCopies:
    (
      UnsafePointer<GlassboxProductPlan>, In, Bool, Real, Out, Int, Int
    ) -> Void
  typealias Convolution = UnsafePointer<GlassboxConvolutionPlan>
  typealias Windows = UnsafePointer<GlassboxWindows>

  let planConvolution: (GlassboxWindows, Int) -> GlassboxConvolutionPlan
  let convolve:
    (
      Convolution, In, In, In?, GlassboxActivation, Real, Out, Out, Out
    ) -> Void
  let transposeKernel: (Convolution, In, Out) -> Void
  let convolveBack: (Convolution, In, In, Out, Out) -> Void
  let convolutionGradient: (Convolution, In, In, Out, Out, Out?) -> Void
  let poolLargest: (Windows, In, Out, UnsafeMutablePointer<UInt32>) -> Void
  let poolLargestBack: (Windows, In, UnsafePointer<UInt32>, Out) -> Void
  typealias Argmax = UnsafePointer<GlassboxArgmaxPlan>

  let planArgmax: (GlassboxWindows, GlassboxWindows, Int) -> GlassboxArgmaxPlan
  let transposeKernelByFilter: (Argmax, In, Out) -> Void
  let followArgmax:
    (
      Argmax, In, In, UnsafePointer<UInt32>, In, Out, Out, Out?, Out?
    ) -> Void
  let transposeGradientBack: (Argmax, In, Out) -> Void
  let poolMean: (Windows, In, Out) -> Void
  let poolMeanBack: (Windows, In, Out) -> Void
  typealias Doubles = UnsafePointer<Double>
  let normalize: (Int, Int, Doubles, Doubles, Doubles, Out) -> Void
  let activate: (GlassboxActivation, Real, Int, Int, Int, In?, Out, Out) -> Void
  let activateBack: (GlassboxActivation, Real, Int, Int, Int, In?, In?, Out) -> Void
  let columnSums: (Int, Int, Int, In, Out) -> Void
  let softmax: (Int, Int, In, Out) -> Void
  let softmaxBack: (Int, Int, In, Out) -> Void
  let dropOut: (GlassboxDropoutMask, Real, UInt32, UInt64, Int, Int, Int, In, Out) -> Void
  let dropOutReluBack: (Real, Int, Int, Int, In, In, Out) -> Void
  let loss:
    (
      GlassboxLoss, Real, Int, Int, In, In, Real, UnsafeMutablePointer<Double>, Out
    ) -> Void
  let softmaxLoss:
    (
      Int, Int, In, In, Real, Out, UnsafeMutablePointer<Double>, Out
    ) -> Void
  let sigmoidLoss:
    (
      Int, Int, In, In, Real, Out, UnsafeMutablePointer<Double>, Out
    ) -> Void
  let countRight: (Int, Int, In, In) -> Int
  let update: (UnsafePointer<GlassboxUpdate>, Int, In, Out?, Out?, Out) -> Void
  let addPenalty: (Int, Real, Real, In, Out) -> Void
  let penalty: (Int, Real, Real, In) -> Double
  let gatherBytes:
    (
      Int, Int, UnsafePointer<Int>, UnsafePointer<UInt8>, Out
    ) -> Void
  let exponential: (Int, In, Out) -> Void
  let logarithm: (Int, In, Out) -> Void
}

extension KernelFunctions where Real == Float {
  init(_ table: GlassboxFloatKernels) {
    planProduct = table.plan_product
    product = table.product
    addScaledProduct = table.add_scaled_product
    denseLayer = table.dense_layer
    copyOperands = table.copy_operands
    productOfCopies = table.product_of_copies
    planConvolution = table.plan_convolution
    convolve = table.convolve
    transposeKernel = table.transpose_kernel
    convolveBack = table.convolve_back
    convolutionGradient = table.convolution_gradient
    poolLargest = table.pool_largest
    poolLargestBack = table.pool_largest_back
    planArgmax = table.plan_argmax
    transposeKernelByFilter = table.transpose_kernel_by_filter
    followArgmax = table.follow_argmax
    transposeGradientBack = table.transpose_gradient_back
    poolMean = table.pool_mean
    poolMeanBack = table.pool_mean_back
    normalize = table.normalize
    activate = table.activate
    activateBack = table.activate_back
    columnSums = table.column_sums
    softmax = table.softmax
    softmaxBack = table.softmax_back
    dropOut = table.drop_out
    dropOutReluBack = table.drop_out_relu_back
    loss = table.loss
    softmaxLoss = table.softmax_loss
    sigmoidLoss = table.sigmoid_loss
    countRight = table.count_right
    update = table.update
    addPenalty = table.add_penalty
    penalty = table.penalty
    gatherBytes = table.gather_bytes
    exponential = table.exponential
    logarithm = table.logarithm
  }
}

extension KernelFunctions where Real == Double {
  init(_ table: GlassboxDoubleKernels) {
    planProduct = table.plan_product
    product = table.product
    addScaledProduct = table.add_scaled_product
    denseLayer = table.dense_layer
    copyOperands = table.copy_operands
    productOfCopies = table.product_of_copies
    planConvolution = table.plan_convolution
    convolve = table.convolve
    transposeKernel = table.transpose_kernel
    convolveBack = table.convolve_back
    convolutionGradient = table.convolution_gradient
    poolLargest = table.pool_largest
    poolLargestBack = table.pool_largest_back
    planArgmax = table.plan_argmax
    transposeKernelByFilter = table.transpose_kernel_by_filter
    followArgmax = table.follow_argmax
    transposeGradientBack = table.transpose_gradient_back
    poolMean = table.pool_mean
    poolMeanBack = table.pool_mean_back
    normalize = table.normalize
    activate = table.activate
    activateBack = table.activate_back
    columnSums = table.column_sums
    softmax = table.softmax
    softmaxBack = table.softmax_back
    dropOut = table.drop_out
    dropOutReluBack = table.drop_out_relu_back
    loss = table.loss
    softmaxLoss = table.softmax_loss
    sigmoidLoss = table.sigmoid_loss
    countRight = table.count_right
    update = table.update
    addPenalty = table.add_penalty
    penalty = table.penalty
    gatherBytes = table.gather_bytes
    exponential = table.exponential
    logarithm = table.logarithm
  }
}
