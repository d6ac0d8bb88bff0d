import MatrixKernels
import NetworkDescription

/// The loss of a batch, and what it asks of each output.
///
/// outputs, targets and sensitivities are B × n, one row for each sample; a batch's gradients are
/// means, so the sensitivities are those of the sample's loss divided by B.
final class MatrixLoss<Scalar: MatrixScalar> {
  let kind: GlassboxLoss
  let number: Scalar
  private let fused: Fused?
  let targets: Matrix<Scalar>
  /// The losses of the rows; as many as there is room for.
  let losses: UnsafeMutablePointer<Double>
  private let endsWithSoftmax: Bool

  /// The activations that are computed with their losses in one.
  private enum Fused { case softmax, sigmoid }

  /// - Parameter softmaxWidth: How many neighbouring outputs a softmax before it shares out among;
  ///   fewer than all, if they are the channels of several pixels.
  init(
    _ loss: Loss, after activation: Activation, softmaxWidth: Int, rows: Int, columns: Int
  ) {
    kind =
      switch loss {
      case .halfSquaredError: .halfSquaredError
      case .meanSquaredError: .meanSquaredError
      case .huber: .huber
      case .meanAbsoluteError: .meanAbsoluteError
      case .binaryCrossEntropy: .binaryCrossEntropy
      case .categoricalCrossEntropy: .categoricalCrossEntropy
      }
    number = Scalar(loss.setting?.value ?? 0)
    let isFused =
      loss.isFused(with: activation) && (activation != .softmax || softmaxWidth == columns)
    fused = isFused ? (activation == .softmax ? .softmax : .sigmoid) : nil
    targets = Matrix(rows: rows, columns: columns)
    endsWithSoftmax = activation == .softmax
    losses = .allocate(capacity: max(1, rows))
    losses.initialize(repeating: 0, count: max(1, rows))
  }

  deinit { losses.deallocate() }

  /// Whether the sensitivities it leaves are those of the sums.
  var leavesSumSensitivities: Bool { fused != nil }

  /// What it does with the last layer, as the kernel for small networks knows it.
  var ending: GlassboxEnding {
    switch fused {
    case .softmax?: .softmaxLoss
    case .sigmoid?: .sigmoidLoss
    case nil: endsWithSoftmax ? .softmax : .activation
    }
  }

  /// Fills the last layer's sensitivities, and says how the batch went.
  func compare(
    _ last: any MatrixLayer<Scalar>, with samples: ArraySlice<Int>, of source: some SampleSource,
    _ pass: Pass<Scalar>
  ) -> BatchResult {
    copyTargets(of: samples, from: source)
    let columns = targets.columns
    let scale = Scalar(1) / Scalar(pass.rows)
    let threadPool = pass.threadPool
    switch fused {
    case .softmax?:
      threadPool.functions.softmaxLoss(
        pass.rows, columns, last.sums.start, targets.start, scale, last.outputs.start, losses,
        last.sensitivities.start)
    case .sigmoid?:
      threadPool.functions.sigmoidLoss(
        pass.rows, columns, last.sums.start, targets.start, scale, last.outputs.start, losses,
        last.sensitivities.start)
    case nil:
      threadPool.functions.loss(
        kind, number, pass.rows, columns, last.outputs.start, targets.start, scale, losses,
        last.sensitivities.start)
    }
    return result(of: last.outputs, samples, of: source, threadPool)
  }

  /// Copies what the outputs should be.
  func copyTargets(of samples: ArraySlice<Int>, from source: some SampleSource) {
    source.copy(.targets, of: samples, to: targets.values(rows: samples.count))
  }

  /// How a batch went, whose losses and outputs there are.
  func result(
    of outputs: Matrix<Scalar>, _ samples: ArraySlice<Int>, of source: some SampleSource,
    _ threadPool: ThreadPool<Scalar>
  ) -> BatchResult {
    let (rows, columns) = (samples.count, targets.columns)
    var result = BatchResult(sampleCount: rows)
    for row in 0..<rows { result.lossSum += losses[row] }
    switch source.targetKind {
    case .classes:
      result.correctCount =
        columns == 1 && source.classBoundary != 0.5
        ? countRight(outputs.values(rows: rows), boundary: source.classBoundary)
        : threadPool.functions.countRight(rows, columns, outputs.start, targets.start)
    case .numbers:
      addErrors(of: outputs.values(rows: rows), samples, of: source, to: &result)
    }
    return result
  }

  /// How many single outputs are on the same side of the boundary as their targets.
  private func countRight(
    _ outputs: UnsafeMutableBufferPointer<Scalar>, boundary: Double
  ) -> Int {
    zip(outputs, targets.values(rows: outputs.count)).count { output, target in
      (Double(output) > boundary) == (Double(target) > boundary)
    }
  }

  /// Adds how far the outputs for samples, of which there is at least one, are from their targets.
  ///
  /// Takes the targets as the source has them: rounded to the precision that trains, large ones
  /// would seem closer to each other than they are.
  func addErrors(
    of outputs: UnsafeMutableBufferPointer<Scalar>, _ samples: ArraySlice<Int>,
    of source: some SampleSource, to result: inout BatchResult
  ) {
    result += BatchResult(
      errors: NumberErrors(
        outputs: Scalar.doubles(of: outputs), targets: source.numbers(.targets, of: samples),
        columns: targets.columns))
  }

  /// The first sample of the batch whose loss is not finite.
  func firstFault(rows: Int) -> (sample: Int, loss: Double)? {
    (0..<rows).first { !losses[$0].isFinite }.map { ($0, losses[$0]) }
  }
}

extension NumberErrors {
  /// Compares the outputs for samples, one after the other, with their targets: so many of each.
  fileprivate init(outputs: [Double], targets: [Double], columns: Int) {
    let sums = (0..<columns).map { column in
      Output(
        outputs: outputs[column...], targets: targets[column...], step: columns,
        count: targets.count / columns)
    }
    self.init(sampleCount: targets.count / columns, outputs: sums)
  }
}

extension NumberErrors.Output {
  /// Compares the numbers of two lists that lie a step apart, from their first on.
  fileprivate init(
    outputs: ArraySlice<Double>, targets: ArraySlice<Double>, step: Int, count: Int
  ) {
    var (absolutes, squares, total, spread) = (0.0, 0.0, 0.0, 0.0)
    outputs.withUnsafeBufferPointer { outputs in
      targets.withUnsafeBufferPointer { targets in
        for place in 0..<count {
          let distance = outputs[place * step] - targets[place * step]
          absolutes += abs(distance)
          squares += distance * distance
          total += targets[place * step]
        }
        total /= Double(count)
        for place in 0..<count {
          let distance = targets[place * step] - total
          spread += distance * distance
        }
      }
    }
    self.init(
      absoluteSum: absolutes, squaredSum: squares, targetMean: total, targetSquares: spread)
  }
}
