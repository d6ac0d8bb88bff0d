import MatrixKernels
import NetworkDescription

/// Max pooling: of each window of a picture, in every channel, the largest number.
///
/// For each of B samples: inputs height × width × channels, outputs H × W × channels with H × W
/// positions of the window. Going back, a sensitivity goes to the first of the largest numbers.
final class MaxPoolingMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  let windows: GlassboxWindows
  /// Where in its window each output was found: B × the outputs.
  private let argmax: UnsafeMutableBufferPointer<UInt32>

  /// The activation of the layer before, if its slopes are applied here: to what the windows have
  /// let through, which is all that goes back.
  private let activation: MatrixActivation<Scalar>?

  /// Whether the layer before goes back from the argmaxes itself, and wants nothing handed on.
  var isArgmaxFollowed = false

  init(
    _ layer: MaxPooling2D, after activation: MatrixActivation<Scalar>?, input: Shape,
    _ room: LayerRoom<Scalar>
  ) {
    self.activation = activation
    windows = GlassboxWindows(layer.window, over: input)
    outputs = room.outputs(windows.outputCount)
    sensitivities = room.sensitivities(windows.outputCount)
    argmax = .allocate(capacity: max(1, outputs.count))
    argmax.initialize(repeating: 0)
  }

  deinit { argmax.deallocate() }

  var kind: MatrixLayerKind<Scalar> { .maxPooling(self) }
  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [] }
  var operations: Int { windows.pooledCount }
  var handsOnSums: Bool { activation != nil }

  /// The argmaxes of a sample: for each output, where in its window it was found.
  func argmax(at place: SamplePlace) -> UnsafeMutablePointer<UInt32>? {
    argmax.baseAddress.map { $0 + place.sample * outputs.columns }
  }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    guard let argmax = argmax(at: place) else { return }
    withUnsafePointer(to: windows) {
      pass.threadPool.functions.poolLargest(
        $0, inputs.row(at: place), outputs.row(at: place), argmax)
    }
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    guard let inputSensitivities, let argmax = argmax(at: place) else { return }
    let outputs = outputs.row(at: place)
    // The largest number of a window is an output of the layer before, and tells its slope.
    activation?.backward(
      count: sensitivities.columns, sums: outputs, outputs: outputs,
      sensitivities: sensitivities.row(at: place), pass.threadPool)
    if isArgmaxFollowed { return }
    withUnsafePointer(to: windows) {
      pass.threadPool.functions.poolLargestBack(
        $0, sensitivities.row(at: place), argmax, inputSensitivities.row(at: place))
    }
  }
}

extension GlassboxWindows {
  /// How many numbers come out of pooling.
  var outputCount: Int { output_height * output_width * channels }

  /// How many numbers pooling looks at.
  var pooledCount: Int {
    outputCount * min(window_height, height) * min(window_width, width)
  }
}
