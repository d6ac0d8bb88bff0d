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

  var kind: MatrixLayerKind<Scalar> { .dropout(self) }
  var sums: Matrix<Scalar> { outputs }
  var learned: [LearnedMatrix<Scalar>] { [] }
  var isIdleOutsideTraining: Bool { true }
  var operations: Int { 10 * outputs.columns }

  @_specialize(where Scalar == Float)
  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>) {
    let (from, to) = (inputs.row(at: place), outputs.row(at: place))
    if pass.isTraining {
      silence(from, into: to, place.block(columns: outputs.columns), pass)
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
      silence(from, into: to, place.block(columns: outputs.columns), pass)
    } else {
      to.update(from: from, count: outputs.columns)
    }
  }

  /// A block going forward in training, for a layer before that does this layer's work with its own.
  func forward(_ block: MatrixBlock, of inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    silence(inputs.first(of: block), into: outputs.first(of: block), block, pass)
  }

  /// The same going back: the sensitivities of the block's inputs.
  func backward(
    _ block: MatrixBlock, inputSensitivities: Matrix<Scalar>, _ pass: Pass<Scalar>
  ) {
    guard pass.isTraining else {
      for row in block.rows {
        let row = MatrixBlock(rows: row..<row + 1, columns: block.columns)
        inputSensitivities.first(of: row).update(
          from: sensitivities.first(of: row), count: row.columns.count)
      }
      return
    }
    let (from, to) = (sensitivities.first(of: block), inputSensitivities.first(of: block))
    silence(from, into: to, block, pass)
  }

  /// The same through a relu before this layer, too: what is 0 behind both lets nothing back.
  func backwardThroughRelu(
    _ block: MatrixBlock, inputSensitivities: Matrix<Scalar>, _ pass: Pass<Scalar>
  ) {
    pass.threadPool.functions.dropOutReluBack(
      Scalar(mask.scale), block.rows.count, block.columns.count, outputs.columns,
      outputs.first(of: block), sensitivities.first(of: block), inputSensitivities.first(of: block))
  }

  /// The same values of a sample fall silent going forward and going back.
  private func silence(
    _ values: UnsafePointer<Scalar>, into results: UnsafeMutablePointer<Scalar>,
    _ block: MatrixBlock, _ pass: Pass<Scalar>
  ) {
    let counter = mask.counter(step: pass.step, sample: 0)
    let words = GlassboxDropoutMask(
      key: counter.key, counter_high: counter.high, counter_third: counter.third,
      counter_fourth: counter.fourth, threshold: mask.threshold)
    pass.threadPool.functions.dropOut(
      words, Scalar(mask.scale), UInt32(truncatingIfNeeded: block.rows.lowerBound),
      UInt64(block.columns.lowerBound), block.rows.count, block.columns.count, outputs.columns,
      values, results)
  }
}

extension SamplePlace {
  /// The sample's row.
  fileprivate func block(columns: Int) -> MatrixBlock {
    MatrixBlock(rows: sample..<sample + 1, columns: 0..<columns)
  }
}
