import MatrixKernels
import NetworkDescription

/// A convolution: sums = windows · weight + bias, outputs = activation(sums).
///
/// For each of B samples: inputs height × width × channels, a picture; with a window of h × w that
/// has H × W positions and F filters, the matrix of windows is H·W × h·w·channels, weight
/// h·w·channels × F, bias 1 × F, sums and outputs H·W × F. Backward, with ∂ for ∂loss/∂:
///
///     ∂sums    = ∂outputs ⊙ slope                  H·W × F
///     ∂weight  = windowsᵀ · ∂sums                  h·w·channels × F, added up over the samples
///     ∂bias    = column sums of ∂sums              1 × F, added up over the samples
///     ∂windows = ∂sums · weightᵀ                   H·W × h·w·channels
///
/// and ∂inputs adds up what all windows say of a pixel. The matrix of windows is never made. Before
/// max pooling most of ∂sums is zero; then only the links of argmaxes are followed (`ArgmaxBack.h`).
final class ConvolutionMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sums: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let weight: LearnedMatrix<Scalar>
  private let bias: LearnedMatrix<Scalar>?
  private let activation: MatrixActivation<Scalar>
  private let plan: GlassboxConvolutionPlan
  /// The pooling whose argmaxes are followed back; nil if matrix products go back.
  private var argmax: PooledArgmax<Scalar>?
  /// The weights as the way back needs them.
  private var transposedWeight: Matrix<Scalar>
  /// A row of gradients, as the way back leaves them, for each share of the batch.
  private var weightShares: Matrix<Scalar>
  private let biasShares: Matrix<Scalar>?

  /// - Parameter keepsSums: Whether somebody looks at the sums; otherwise the outputs take their
  ///   place.
  init(
    _ layer: Conv2D, at index: Int, input: Shape, keepsSums: Bool, _ room: LayerRoom<Scalar>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    let windows = GlassboxWindows(layer.window, over: input)
    let (filters, channels) = (layer.filters, windows.channels)
    plan = threadPool.functions.planConvolution(windows, filters)
    threadPool.reserveWorkspace(plan.workspace_count)
    let size = layer.window.size
    weight = LearnedMatrix(
      weightOfLayer: index, shape: [size.height, size.width, channels, filters], layer.penalty)
    bias = layer.useBias ? LearnedMatrix(biasOfLayer: index, units: filters) : nil
    activation = MatrixActivation(layer.activation, softmaxWidth: filters)
    let count = windows.output_height * windows.output_width * filters
    outputs = room.outputs(count)
    sums = keepsSums || activation.needsSums ? room.outputs(count) : outputs
    sensitivities = room.sensitivities(count)
    transposedWeight = Matrix(rows: 1, columns: plan.transposed_count)
    let shares = SampleRun<Scalar>.shareCount(rows: room.rows)
    weightShares = Matrix(rows: shares, columns: weight.value.count)
    biasShares = layer.useBias ? Matrix(rows: shares, columns: filters) : nil
  }

  var kind: MatrixLayerKind<Scalar> { .convolution(self) }
  var learned: [LearnedMatrix<Scalar>] { bias.map { [weight, $0] } ?? [weight] }

  var operations: Int { 2 * sums.columns * weight.value.rows }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let workspace = pass.threadPool.workspace(of: place.thread)
    withUnsafePointer(to: plan) { plan in
      activation.convolve(
        plan, inputs.row(at: place), weight.value.start, bias?.value.start, workspace,
        sums: sums.row(at: place), outputs: outputs.row(at: place), pass.threadPool)
    }
  }

  /// Goes back along the links of the argmaxes, if that pays: the pooling comes right after this layer,
  /// and hands on the sensitivities of sums.
  func follow(_ pooling: MaxPoolingMatrix<Scalar>, _ threadPool: ThreadPool<Scalar>) {
    let argmax = PooledArgmax(
      pooling, after: plan.windows, filters: plan.filters, threadPool)
    guard argmax.plan.pays else { return }
    pooling.isArgmaxFollowed = true
    self.argmax = argmax
    threadPool.reserveWorkspace(argmax.plan.workspace_count)
    transposedWeight = Matrix(rows: 1, columns: argmax.plan.transposed_count)
    weightShares = Matrix(rows: weightShares.rows, columns: argmax.plan.transposed_count)
  }

  func beginBackward(_ pass: Pass<Scalar>) {
    if let argmax {
      argmax.transpose(weight, into: transposedWeight, pass.threadPool)
      return
    }
    withUnsafePointer(to: plan) {
      pass.threadPool.functions.transposeKernel($0, weight.value.start, transposedWeight.start)
    }
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    if place.beginsShare {
      weightShares.clear(row: place.share)
      biasShares?.clear(row: place.share)
    }
    if let argmax {
      argmax.backward(
        inputs.row(at: place), transposedWeight, at: place, pass.threadPool,
        weightGradient: weightShares.row(place.share), biasGradient: biasShares?.row(place.share),
        inputSensitivities: inputSensitivities?.row(at: place))
      return
    }
    let threadPool = pass.threadPool
    if !fromSums {
      activation.backward(
        count: sums.columns, sums: sums.row(at: place), outputs: outputs.row(at: place),
        sensitivities: sensitivities.row(at: place), threadPool)
    }
    let workspace = pass.threadPool.workspace(of: place.thread)
    withUnsafePointer(to: plan) { plan in
      threadPool.functions.convolutionGradient(
        plan, inputs.row(at: place), sensitivities.row(at: place), workspace,
        weightShares.row(place.share), biasShares?.row(place.share))
      if let inputSensitivities {
        threadPool.functions.convolveBack(
          plan, sensitivities.row(at: place), transposedWeight.start, workspace,
          inputSensitivities.row(at: place))
      }
    }
  }

  func endBackward(shares: Int, _ pass: Pass<Scalar>) {
    if let argmax {
      weightShares.addUpRows(shares, into: weightShares, pass.threadPool)
      argmax.transposeBack(weightShares, into: weight, pass.threadPool)
    } else {
      weightShares.addUpRows(shares, into: weight.gradient, pass.threadPool)
    }
    if let biasShares, let bias {
      biasShares.addUpRows(shares, into: bias.gradient, pass.threadPool)
    }
  }
}

extension Matrix {
  /// The first row of a total = the sum of the first rows, from the first on; the total may be this
  /// matrix itself.
  fileprivate func addUpRows(_ rows: Int, into total: Matrix, _ threadPool: ThreadPool<Scalar>) {
    threadPool.share(columns, operations: 2 * rows * columns) { range, _ in
      let sum = total.start + range.lowerBound
      sum.update(from: start + range.lowerBound, count: range.count)
      for index in 1..<max(1, rows) {
        threadPool.functions.add(range.count, row(index) + range.lowerBound, sum)
      }
    }
  }
}

extension GlassboxWindows {
  /// The positions of a window over a picture.
  init(_ window: SlidingWindow, over input: Shape) {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    self.init(
      height: rows.extent, width: columns.extent, channels: input.extents[2],
      window_height: rows.window, window_width: columns.window, stride_down: rows.stride,
      stride_right: columns.stride, top: rows.before, left: columns.before,
      output_height: rows.count, output_width: columns.count)
  }
}
