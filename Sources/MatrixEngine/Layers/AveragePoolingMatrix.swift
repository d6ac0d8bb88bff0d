import MatrixKernels
import NetworkDescription

/// Average pooling: of each window of a picture, in every channel, the mean of its real pixels.
///
/// For each of B samples: inputs height × width × channels, outputs H × W × channels with H × W
/// positions of the window. Going back, those pixels share a sensitivity evenly.
final class AveragePoolingMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let windows: GlassboxWindows

  init(_ layer: AveragePooling2D, input: Shape, _ room: LayerRoom<Scalar>) {
    windows = GlassboxWindows(layer.window, over: input)
    outputs = room.outputs(windows.outputCount)
    sensitivities = room.sensitivities(windows.outputCount)
  }

  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [] }
  var operations: Int { windows.pooledCount }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    withUnsafePointer(to: windows) {
      pass.threadPool.functions.poolMean($0, inputs.row(at: place), outputs.row(at: place))
    }
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    guard let inputSensitivities else { return }
    withUnsafePointer(to: windows) {
      pass.threadPool.functions.poolMeanBack(
        $0, sensitivities.row(at: place), inputSensitivities.row(at: place))
    }
  }
}
