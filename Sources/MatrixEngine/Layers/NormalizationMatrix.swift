import MatrixKernels
import NetworkDescription

/// Normalization: outputs = (inputs − mean) / deviation, all B × n; mean and deviation 1 × features.
///
/// A sample's n inputs are one or more rows of features. Nothing is learned, and nobody listens to
/// its sensitivities: it stands before all layers that compute.
final class NormalizationMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let mean: LearnedMatrix<Scalar>
  private let deviation: LearnedMatrix<Scalar>

  init(at index: Int, input: Shape, _ room: LayerRoom<Scalar>) {
    let features = input.extents.last ?? 0
    func parameter(_ role: ParameterSpecification.Role) -> LearnedMatrix<Scalar> {
      LearnedMatrix(
        name: NetworkBlueprint.tensorName(layer: index, role), shape: [features], rows: 1,
        columns: features)
    }
    mean = parameter(.mean)
    deviation = parameter(.deviation)
    outputs = room.outputs(input.count)
    sensitivities = room.sensitivities(input.count)
  }

  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [mean, deviation] }
  var operations: Int { 2 * outputs.columns }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let features = mean.value.columns
    pass.threadPool.functions.normalize(
      outputs.columns / max(1, features), features, mean.value.start, deviation.value.start,
      inputs.row(at: place), outputs.row(at: place))
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {}
}
