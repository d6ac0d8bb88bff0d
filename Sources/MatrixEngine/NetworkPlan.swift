import NetworkBlueprint

/// A blueprint turned into layers of matrices with all their memory: a training step takes no more.
struct NetworkPlan<Scalar: MatrixScalar> {
  /// The most samples a batch may have.
  let rows: Int
  /// The inputs of the batch: rows × inputs.
  let inputs: Matrix<Scalar>
  /// The layers that compute; flatten does not.
  var layers: [any MatrixLayer<Scalar>] {
    didSet { runs = Self.runs(of: layers) }
  }
  /// The layers again, as batches go through them: one at a time, or a ``SampleRun``.
  private(set) var runs: [Range<Int>]
  /// The positions of the layers in the blueprint.
  let positions: [Int]
  /// What compares the outputs with the targets.
  let loss: MatrixLoss<Scalar>
  /// Everything that is stored with the network, in the order of the layers.
  let learned: [LearnedMatrix<Scalar>]

  init(_ blueprint: NetworkBlueprint, rows: Int, _ crew: Crew<Scalar>) {
    self.rows = rows
    inputs = Matrix(rows: rows, columns: blueprint.input.count)
    positions = blueprint.layers.indices.filter { blueprint.layers[$0] != .flatten }
    layers = positions.compactMap { [positions] index in
      Self.layer(
        at: index, of: blueprint, rows: rows, isLast: index == positions.last, crew)
    }
    runs = Self.runs(of: layers)
    learned = layers.flatMap { $0.learned }
    loss = MatrixLoss(
      blueprint.loss, after: blueprint.outputActivation,
      softmaxWidth: positions.last.flatMap { blueprint.outputShapes[$0].extents.last } ?? 0,
      rows: rows, columns: blueprint.output.count)
  }

  /// The matrices of one layer; nil for flatten.
  private static func layer(
    at index: Int, of blueprint: NetworkBlueprint, rows: Int, isLast: Bool, _ crew: Crew<Scalar>
  ) -> (any MatrixLayer<Scalar>)? {
    let shape = blueprint.inputShape(ofLayer: index)
    return switch blueprint.layers[index] {
    case .dense(let dense):
      DenseMatrix(dense, at: index, inputs: shape.count, rows: rows, crew)
    case .activation(let activation):
      ActivationMatrix(activation, shape: shape, rows: rows)
    case .dropout(let dropout):
      DropoutMatrix(dropout, at: index, count: shape.count, seed: blueprint.seed, rows: rows)
    case .conv2D(let convolution):
      // The loss may be computed with the last activation in one, from its sums.
      ConvolutionMatrix(convolution, at: index, input: shape, rows: rows, keepsSums: isLast, crew)
    case .maxPooling2D(let pooling):
      MaxPoolingMatrix(pooling, input: shape, rows: rows)
    case .averagePooling2D(let pooling):
      AveragePoolingMatrix(pooling, input: shape, rows: rows)
    case .normalization:
      NormalizationMatrix(at: index, input: shape, rows: rows)
    case .flatten: nil
    }
  }

  /// Layers next to each other in which no sample meets another stay together.
  private static func runs(of layers: [any MatrixLayer<Scalar>]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in layers.indices {
      if let last = runs.last, layers[index].bySample != nil, layers[index - 1].bySample != nil {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
