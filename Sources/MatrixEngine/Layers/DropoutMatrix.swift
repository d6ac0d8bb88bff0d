import MatrixKernels
import NetworkDescription

/// Dropout: in training, values fall silent at random, and the others are scaled up; all B × n.
///
/// Which ones is a function of seed, step, layer, neuron and sample (`DropoutMask`), so the
/// objects silence the same.
final class DropoutMatrix<Scalar: MatrixScalar>: SampleLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let mask: DropoutMask

  init(_ layer: Dropout, at index: Int, count: Int, seed: UInt64, _ room: LayerRoom<Scalar>) {
    mask = DropoutMask(seed: seed, layer: index, rate: layer.rate)
    outputs = room.outputs(count)
    sensitivities = room.sensitivities(count)
  }

  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [] }
  var isIdleOutsideTraining: Bool { true }
  var operations: Int { 10 * outputs.columns }

  @_specialize(where Scalar == Float)
  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let (from, to) = (inputs.row(at: place), outputs.row(at: place))
    if pass.isTraining {
      silence(from, into: to, place.sample, pass)
    } else {
      to.update(from: from, count: outputs.columns)
    }
  }

  @_specialize(where Scalar == Float)
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>
  ) {
    guard let inputSensitivities else { return }
    let (from, to) = (sensitivities.row(at: place), inputSensitivities.row(at: place))
    if !fromSums, pass.isTraining {
      silence(from, into: to, place.sample, pass)
    } else {
      to.update(from: from, count: outputs.columns)
    }
  }

  /// The same values of a sample fall silent going forward and going back.
  private func silence(
    _ values: UnsafePointer<Scalar>, into results: UnsafeMutablePointer<Scalar>, _ sample: Int,
    _ pass: Pass<Scalar>
  ) {
    let counter = mask.counter(step: pass.step, sample: sample)
    let words = GlassboxDropoutMask(
      key: counter.key, counter_high: counter.high, counter_third: counter.third,
      counter_fourth: counter.fourth, threshold: mask.threshold)
    pass.threadPool.functions.dropOut(
      words, Scalar(mask.scale), 0, outputs.columns, values, results)
  }
}
