import NetworkDescription

/// A layer in which no sample of a batch meets another.
///
/// Such layers next to each other make a `SampleRun`, in which each sample goes through all of
/// them at once. Shapes are those of one sample, one row of the matrices.
protocol SampleLayer<Scalar>: MatrixLayer {
  /// About how many operations a sample takes, forward.
  var operations: Int { get }

  /// Computes a sample's row of `MatrixLayer.outputs` from its row of the inputs.
  func forward(_ inputs: Matrix<Scalar>, at place: SamplePlace, _ pass: Pass<Scalar>)

  /// The same for several samples, on one thread.
  func forward(
    _ inputs: Matrix<Scalar>, samples: Range<Int>, thread: Int, _ pass: Pass<Scalar>)

  /// Gets ready for the samples to go back.
  func beginBackward(_ pass: Pass<Scalar>)

  /// Goes back for a sample, as `MatrixLayer.backward(_:inputSensitivities:fromSums:_:)` does for
  /// all; what the layer learns is added to the sample's share of the gradients.
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    at place: SamplePlace, _ pass: Pass<Scalar>)

  /// The same for the samples of a share, on one thread.
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    samples: Range<Int>, share: Int, thread: Int, _ pass: Pass<Scalar>)

  /// Adds up the shares of the gradients, of which there are so many, in their order.
  func endBackward(shares: Int, _ pass: Pass<Scalar>)
}

/// Which sample it is, and who works on it.
struct SamplePlace {
  /// The sample's number in the batch.
  let sample: Int
  /// The number of the share of the batch that it belongs to; see `SampleRun.shareCount(rows:)`.
  let share: Int
  /// Whether it is the first of its share.
  let beginsShare: Bool
  /// The number of the thread, whose workspace may be used.
  let thread: Int
}

extension SampleLayer {
  func beginBackward(_ pass: Pass<Scalar>) {}
  func endBackward(shares: Int, _ pass: Pass<Scalar>) {}

  func forward(
    _ inputs: Matrix<Scalar>, samples: Range<Int>, thread: Int, _ pass: Pass<Scalar>
  ) {
    for sample in samples {
      let place = SamplePlace(sample: sample, share: 0, beginsShare: false, thread: thread)
      forward(inputs, at: place, pass)
    }
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    samples: Range<Int>, share: Int, thread: Int, _ pass: Pass<Scalar>
  ) {
    for sample in samples {
      let place = SamplePlace(
        sample: sample, share: share, beginsShare: sample == samples.lowerBound, thread: thread)
      backward(
        inputs, inputSensitivities: inputSensitivities, fromSums: fromSums, at: place, pass)
    }
  }

  var bySample: (any SampleLayer<Scalar>)? { self }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    SampleRun(layers: [self]).forward(inputs, pass)
  }

  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    SampleRun(layers: [self]).backward(
      inputs, inputSensitivities: inputSensitivities, fromSums: fromSums, pass)
  }
}
