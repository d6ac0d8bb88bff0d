import MatrixKernels
import NetworkBlueprint

/// Dropout: in training, values fall silent at random, and the others are scaled up; all B × n.
///
/// Which ones is a function of seed, step, layer, neuron and sample (``DropoutMask``), so the
/// objects silence the same.
final class DropoutMatrix<Scalar: MatrixScalar>: MatrixLayer {
  let outputs: Matrix<Scalar>
  let sensitivities: Matrix<Scalar>
  private let mask: DropoutMask

  init(_ layer: Dropout, at index: Int, count: Int, seed: UInt64, rows: Int) {
    mask = DropoutMask(seed: seed, layer: index, rate: layer.rate)
    outputs = Matrix(rows: rows, columns: count)
    sensitivities = Matrix(rows: rows, columns: count)
  }

  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [] }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    outputs.start.update(from: inputs.start, count: pass.rows * outputs.columns)
    if pass.isTraining { silence(outputs, pass) }
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    if !fromSums, pass.isTraining { silence(sensitivities, pass) }
    inputSensitivities?.start.update(
      from: sensitivities.start, count: pass.rows * sensitivities.columns)
  }

  /// The same values fall silent going forward and going back.
  private func silence(_ matrix: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    let columns = matrix.columns
    pass.crew.share(pass.rows, operations: 10 * pass.rows * columns) { rows, _ in
      for row in rows {
        let counter = mask.counter(step: pass.step, sample: row)
        let words = GlassboxDropoutMask(
          key: counter.key, counter_high: counter.high, counter_third: counter.third,
          counter_fourth: counter.fourth, threshold: mask.threshold)
        pass.crew.functions.dropOut(
          words, Scalar(mask.scale), 0, columns, matrix.start + row * columns)
      }
    }
  }
}
