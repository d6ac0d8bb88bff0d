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
/// max pooling most of ∂sums is zero; then only the links of winners are followed (`Winners.h`).
final class ConvolutionMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sums: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let weight: LearnedMatrix<Scalar>
  private let bias: LearnedMatrix<Scalar>?
  private let activation: MatrixActivation<Scalar>
  private let plan: GlassboxConvolutionPlan
  /// The pooling whose winners are followed back; nil if matrix products go back.
  private var winners: PooledWinners<Scalar>?
  /// The weights as the way back needs them.
  private var turnedWeight: Matrix<Scalar>
  /// A row of gradients, as the way back leaves them, for each share of the batch.
  private var weightShares: Matrix<Scalar>
  private let biasShares: Matrix<Scalar>?

  /// - Parameter keepsSums: Whether somebody looks at the sums; otherwise the outputs take their
  ///   place.
  init(
    _ layer: Conv2D, at index: Int, input: Shape, keepsSums: Bool, _ room: LayerRoom<Scalar>,
    _ crew: Crew<Scalar>
  ) {
    let windows = GlassboxWindows(layer.window, over: input)
    let (filters, channels) = (layer.filters, windows.channels)
    plan = crew.functions.planConvolution(windows, filters)
    crew.reserveWorkspace(plan.workspace_count)
    let size = layer.window.size
    weight = LearnedMatrix(
      weightOfLayer: index, shape: [size.height, size.width, channels, filters], layer.penalty)
    bias = layer.useBias ? LearnedMatrix(biasOfLayer: index, units: filters) : nil
    activation = MatrixActivation(layer.activation, softmaxWidth: filters)
    let count = windows.output_height * windows.output_width * filters
    outputs = room.outputs(count)
    sums = keepsSums || activation.needsSums ? room.outputs(count) : outputs
    sensitivities = room.sensitivities(count)
    turnedWeight = Matrix(rows: 1, columns: plan.turned_count)
    let shares = SampleRun<Scalar>.shareCount(rows: room.rows)
    weightShares = Matrix(rows: shares, columns: weight.value.count)
    biasShares = layer.useBias ? Matrix(rows: shares, columns: filters) : nil
  }

  var learned: [LearnedMatrix<Scalar>] { bias.map { [weight, $0] } ?? [weight] }

  var operations: Int { 2 * sums.columns * weight.value.rows }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let workspace = pass.crew.workspace(of: place.thread)
    withUnsafePointer(to: plan) { plan in
      activation.convolve(
        plan, inputs.row(at: place), weight.value.start, bias?.value.start, workspace,
        sums: sums.row(at: place), outputs: outputs.row(at: place), pass.crew.functions)
    }
  }

  /// Goes back along the links of winners, if that pays: the pooling comes right after this layer,
  /// and hands on the sensitivities of sums.
  func follow(_ pooling: MaxPoolingMatrix<Scalar>, _ crew: Crew<Scalar>) {
    let winners = PooledWinners(
      pooling, after: plan.windows, filters: plan.filters, crew.functions)
    guard winners.plan.pays else { return }
    pooling.areWinnersFollowed = true
    self.winners = winners
    crew.reserveWorkspace(winners.plan.workspace_count)
    turnedWeight = Matrix(rows: 1, columns: winners.plan.turned_count)
    weightShares = Matrix(rows: weightShares.rows, columns: winners.plan.turned_count)
  }

  func beginBackward(_ pass: Pass<Scalar>) {
    if let winners {
      winners.turn(weight, into: turnedWeight, pass.crew.functions)
      return
    }
    withUnsafePointer(to: plan) {
      pass.crew.functions.turnKernel($0, weight.value.start, turnedWeight.start)
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
    if let winners {
      winners.backward(
        inputs.row(at: place), turnedWeight, at: place, pass.crew,
        weightGradient: weightShares.row(place.share), biasGradient: biasShares?.row(place.share),
        inputSensitivities: inputSensitivities?.row(at: place))
      return
    }
    let functions = pass.crew.functions
    if !fromSums {
      activation.backward(
        count: sums.columns, sums: sums.row(at: place), outputs: outputs.row(at: place),
        sensitivities: sensitivities.row(at: place), functions)
    }
    let workspace = pass.crew.workspace(of: place.thread)
    withUnsafePointer(to: plan) { plan in
      functions.convolutionGradient(
        plan, inputs.row(at: place), sensitivities.row(at: place), workspace,
        weightShares.row(place.share), biasShares?.row(place.share))
      if let inputSensitivities {
        functions.convolveBack(
          plan, sensitivities.row(at: place), turnedWeight.start, workspace,
          inputSensitivities.row(at: place))
      }
    }
  }

  func endBackward(shares: Int, _ pass: Pass<Scalar>) {
    if let winners {
      weightShares.addUpRows(shares, into: weightShares, pass.crew)
      winners.turnBack(weightShares, into: weight, pass.crew.functions)
    } else {
      weightShares.addUpRows(shares, into: weight.gradient, pass.crew)
    }
    if let biasShares, let bias { biasShares.addUpRows(shares, into: bias.gradient, pass.crew) }
  }
}

extension Matrix {
  /// The first row of a total = the sum of the first rows, from the first on; the total may be this
  /// matrix itself.
  fileprivate func addUpRows(_ rows: Int, into total: Matrix, _ crew: Crew<Scalar>) {
    crew.share(columns, operations: 2 * rows * columns) { range, _ in
      let sum = total.start + range.lowerBound
      sum.update(from: start + range.lowerBound, count: range.count)
      for index in 1..<max(1, rows) {
        crew.functions.add(range.count, row(index) + range.lowerBound, sum)
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
