import MatrixKernels

/// A convolution to compute, and what the kernels make of it.
struct MadeUpConvolution<Real: TestedPrecision> {
  private let windows: GlassboxWindows
  private let filters: Int
  private let picture: [Real]
  private let kernel: [Real]
  private let bias: [Real]
  private let sensitivities: [Real]
  private let functions: KernelFunctions<Real>
  private let plan: GlassboxConvolutionPlan

  init(_ windows: GlassboxWindows, _ filters: Int, seed: Int, _ set: KernelSet) {
    var numbers = MadeUpNumbers(seed: UInt64(seed * 100 + filters))
    self.windows = windows
    self.filters = filters
    picture = numbers.array(windows.pixels * windows.channels)
    kernel = numbers.array(windows.places * windows.channels * filters)
    bias = numbers.array(filters)
    sensitivities = numbers.array(windows.positions * filters)
    functions = Real.functions(of: set)
    plan = functions.planConvolution(windows, filters)
  }

  /// Sums and outputs, each in a place of their own.
  func sums(_ activation: GlassboxActivation) -> (sums: [Real], outputs: [Real]) {
    var sums = [Real](repeating: 7, count: sensitivities.count)
    var outputs = sums
    var workspace = self.workspace
    withUnsafePointer(to: plan) {
      functions.convolve(
        $0, picture, kernel, bias, activation, 0.1, &workspace, &sums, &outputs)
    }
    return (sums, outputs)
  }

  /// The outputs, where the sums were.
  func outputsInPlace(_ activation: GlassboxActivation) -> [Real] {
    var outputs = [Real](repeating: 7, count: sensitivities.count)
    var workspace = self.workspace
    outputs.withUnsafeMutableBufferPointer { outputs in
      guard let outputs = outputs.baseAddress else { return }
      withUnsafePointer(to: plan) {
        functions.convolve(
          $0, picture, kernel, bias, activation, 0.1, &workspace, outputs, outputs)
      }
    }
    return outputs
  }

  var pictureSensitivities: [Real] {
    var transposed = [Real](repeating: 7, count: plan.transposed_count)
    var result = [Real](repeating: 7, count: picture.count)
    var workspace = self.workspace
    withUnsafePointer(to: plan) {
      functions.transposeKernel($0, kernel, &transposed)
      functions.convolveBack($0, sensitivities, transposed, &workspace, &result)
    }
    return result
  }

  /// What is added to zeros.
  var gradients: (kernel: [Real], bias: [Real]) {
    var kernel = [Real](repeating: 0, count: self.kernel.count)
    var bias = [Real](repeating: 0, count: filters)
    var workspace = self.workspace
    withUnsafePointer(to: plan) {
      functions.convolutionGradient(
        $0, picture, sensitivities, &workspace, &kernel, &bias)
    }
    return (kernel, bias)
  }

  /// Filled with what must not be taken for zeros.
  private var workspace: [Real] { [Real](repeating: 7, count: plan.workspace_count) }

  /// What should come out, in double precision, by definition.
  var expectation: Expectation {
    let (picture, kernel) = (picture.map(Double.init), kernel.map(Double.init))
    let sensitivities = sensitivities.map(Double.init)
    let channels = windows.channels
    var result = Expectation(
      sums: (0..<windows.positions).flatMap { _ in bias.map(Double.init) },
      pictureSensitivities: picture.map { _ in 0 }, kernelGradient: kernel.map { _ in 0 },
      biasGradient: bias.map { _ in 0 })
    for (index, sensitivity) in sensitivities.enumerated() {
      result.biasGradient[index % filters] += sensitivity
    }
    windows.forEachPlace { position, place, pixel in
      for channel in 0..<channels {
        let from = pixel * channels + channel
        for filter in 0..<filters {
          let to = position * filters + filter
          let link = (place * channels + channel) * filters + filter
          result.sums[to] += picture[from] * kernel[link]
          result.pictureSensitivities[from] += sensitivities[to] * kernel[link]
          result.kernelGradient[link] += sensitivities[to] * picture[from]
        }
      }
    }
    return result
  }

  /// See ``expectation``.
  struct Expectation {
    var sums: [Double]
    var pictureSensitivities: [Double]
    var kernelGradient: [Double]
    var biasGradient: [Double]
  }
}
