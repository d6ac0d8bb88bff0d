import MatrixKernels
import NetworkDescription

/// Normalization: outputs = (inputs − mean) / deviation, all B × n; mean and deviation 1 × features.
///
/// A sample's n inputs are one or more rows of features. Nothing is learned, and nobody listens to
/// its sensitivities: it stands before all layers that compute, and takes the inputs from
/// `exactInputs`, which are not rounded to the precision that trains.
final class NormalizationMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  /// The inputs of the batch in double precision: rows × inputs.
  let exactInputs: Matrix<Double>
  private let mean: LearnedMatrix<Scalar>
  private let deviation: LearnedMatrix<Scalar>

  init(at index: Int, input: Shape, _ room: LayerRoom<Scalar>) {
    let features = input.extents.last ?? 0
    func parameter(_ role: ParameterSpecification.Role) -> LearnedMatrix<Scalar> {
      LearnedMatrix(
        name: NetworkBlueprint.tensorName(layer: index, role), shape: [features], rows: 1,
        columns: features, isTrainable: role.isTrainable)
    }
    mean = parameter(.mean)
    deviation = parameter(.deviation)
    outputs = room.outputs(input.count)
    sensitivities = room.sensitivities(input.count)
    exactInputs = Matrix(rows: room.rows, columns: input.count)
  }

  var sums: Matrix<Scalar> { outputs }
  var kind: MatrixLayerKind<Scalar> { .normalization(self) }
  var learned: [LearnedMatrix<Scalar>] { [mean, deviation] }
  var operations: Int { 2 * outputs.columns }

  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    guard let mean = mean.exact, let deviation = deviation.exact else { return }
    let features = mean.columns
    pass.threadPool.functions.normalize(
      outputs.columns / max(1, features), features, mean.start, deviation.start,
      exactInputs.row(at: place), outputs.row(at: place))
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {}
}
