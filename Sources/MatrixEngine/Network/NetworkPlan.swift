import NetworkDescription

/// A blueprint turned into layers of matrices with all their memory: a training step takes no more.
struct NetworkPlan<Scalar: MatrixScalar> {
  /// The most samples a batch may have.
  let rows: Int
  /// Whether layers can be replaced by others: each then keeps to its own task, and keeps all that
  /// others give it.
  let isTakenApart: Bool
  /// The inputs of the batch: rows × inputs.
  let inputs: Matrix<Scalar>
  /// The layers that compute; flatten does not.
  var layers: [any MatrixLayer<Scalar>] {
    didSet { runs = Self.runs(of: layers) }
  }
  /// The first layer, if it is a normalization; it then is given the inputs as they are.
  let normalization: NormalizationMatrix<Scalar>?
  /// The layers again, as batches go through them.
  private(set) var runs: [Run]
  /// The positions of the layers in the blueprint.
  let positions: [Int]
  /// What compares the outputs with the targets.
  let loss: MatrixLoss<Scalar>
  /// Everything that is stored with the network, in the order of the layers.
  let learned: [LearnedMatrix<Scalar>]
  /// Whether large weights cost something.
  let hasPenalties: Bool

  init(
    _ blueprint: NetworkBlueprint, rows: Int, isTakenApart: Bool = false,
    _ threadPool: ThreadPool<Scalar>
  ) {
    self.rows = rows
    self.isTakenApart = isTakenApart
    inputs = Matrix(rows: rows, columns: blueprint.input.count)
    positions = blueprint.layers.indices.filter { blueprint.layers[$0] != .flatten }
    layers = positions.indices.compactMap { [positions] place in
      let next = place + 1 < positions.count ? blueprint.layers[positions[place + 1]] : nil
      let room = LayerRoom<Scalar>(
        rows: rows, threads: threadPool.threads,
        keepsSensitivities: isTakenApart || !(next?.goesBySample ?? false))
      let before = place > 0 && !isTakenApart ? blueprint.layers[positions[place - 1]] : nil
      return Self.layer(
        at: positions[place], of: blueprint, after: before, isLast: next == nil, room, threadPool)
    }
    if !isTakenApart {
      Self.followArgmax(in: layers, threadPool)
      Self.silenceWithSums(in: layers)
    }
    runs = Self.runs(of: layers)
    normalization =
      if case .normalization(let first)? = layers.first?.kind { first } else { nil }
    learned = layers.flatMap { $0.learned }
    hasPenalties = learned.contains { $0.hasPenalty }
    let learnedByName = Dictionary(uniqueKeysWithValues: learned.map { ($0.name, $0) })
    for layer in positions {
      for role in blueprint.parameters(ofLayer: layer).map({ $0.role }) {
        learnedByName[NetworkBlueprint.tensorName(layer: layer, role)]?.freeze(
          blueprint.frozen(role, ofLayer: layer))
      }
    }
    loss = MatrixLoss(
      blueprint.loss, after: blueprint.outputActivation,
      softmaxWidth: positions.last.flatMap { blueprint.outputShapes[$0].extents.last } ?? 0,
      rows: rows, columns: blueprint.output.count)
    if !isTakenApart, loss.leavesSumSensitivities, case .dense(let last)? = layers.last?.kind {
      last.lossActivates = true
    }
  }

  /// The matrices of one layer; nil for flatten.
  ///
  /// - Parameter before: The layer before, if this one may take over some of its work.
  private static func layer(
    at index: Int, of blueprint: NetworkBlueprint, after before: Layer?, isLast: Bool,
    _ room: LayerRoom<Scalar>, _ threadPool: ThreadPool<Scalar>
  ) -> (any MatrixLayer<Scalar>)? {
    let shape = blueprint.inputShape(ofLayer: index)
    return switch blueprint.layers[index] {
    case .dense(let dense):
      DenseMatrix(
        dense, at: index, inputs: shape.count, rows: room.rows, isLast: isLast, threadPool)
    case .activation(let activation):
      ActivationMatrix(activation, shape: shape, room)
    case .dropout(let dropout):
      DropoutMatrix(dropout, at: index, count: shape.count, seed: blueprint.seed, room)
    case .conv2D(let convolution):
      // The loss may be computed with the last activation in one, from its sums.
      ConvolutionMatrix(convolution, at: index, input: shape, keepsSums: isLast, room, threadPool)
    case .maxPooling2D(let pooling):
      MaxPoolingMatrix(pooling, after: Self.slopes(of: before), input: shape, room)
    case .averagePooling2D(let pooling):
      AveragePoolingMatrix(pooling, input: shape, room)
    case .normalization:
      NormalizationMatrix(at: index, input: shape, room)
    case .flatten: nil
    }
  }

  /// The activation of a convolution, if each slope can be told from its output alone.
  private static func slopes(of layer: Layer?) -> MatrixActivation<Scalar>? {
    guard case .conv2D(let convolution)? = layer, convolution.activation != .softmax else {
      return nil
    }
    let activation = MatrixActivation<Scalar>(
      convolution.activation, softmaxWidth: convolution.filters)
    return activation.needsSums ? nil : activation
  }

  /// Convolutions go back along the links of the argmaxes alone, where max pooling comes next.
  private static func followArgmax(
    in layers: [any MatrixLayer<Scalar>], _ threadPool: ThreadPool<Scalar>
  ) {
    for (layer, next) in zip(layers, layers.dropFirst()) {
      guard case .convolution(let convolution) = layer.kind,
        case .maxPooling(let pooling) = next.kind, pooling.handsOnSums
      else { continue }
      convolution.follow(pooling, threadPool)
    }
  }

  /// Dense layers do the work of a dropout behind them, if only a layer in which samples meet comes next:
  /// dropout then keeps what it goes back from.
  private static func silenceWithSums(in layers: [any MatrixLayer<Scalar>]) {
    for (index, layer) in layers.enumerated().dropLast(2) {
      guard case .dense(let dense) = layer.kind, !dense.activation.isSoftmax,
        case .dropout(let dropout) = layers[index + 1].kind, layers[index + 2].bySample == nil
      else { continue }
      dense.silencer = dropout
    }
  }

  /// Layers that a batch goes through at once: a single one, or a `SampleRun`.
  struct Run {
    let layers: Range<Int>
    /// Whether no sample meets another in them.
    let goesBySample: Bool
    /// Whether they have nothing to do but in training.
    ///
    /// The last layer's outputs are looked at by others, so that it always has.
    let isIdleOutsideTraining: Bool
    /// Whether the layer before does their work.
    let isDoneByLayerBefore: Bool
  }

  /// Whether the layer before a position does the work of the one there.
  private static func hasSilencer(
    _ layers: [any MatrixLayer<Scalar>], before position: Int
  ) -> Bool {
    guard position > 0, case .dense(let dense) = layers[position - 1].kind else { return false }
    return dense.silencer != nil
  }

  /// Layers next to each other in which no sample meets another stay together.
  private static func runs(of layers: [any MatrixLayer<Scalar>]) -> [Run] {
    var ranges: [Range<Int>] = []
    for index in layers.indices {
      if let last = ranges.last, layers[index].bySample != nil, layers[index - 1].bySample != nil {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges.map { range in
      Run(
        layers: range, goesBySample: layers[range.lowerBound].bySample != nil,
        isIdleOutsideTraining: range.upperBound < layers.count
          && layers[range].allSatisfy { $0.isIdleOutsideTraining },
        isDoneByLayerBefore: hasSilencer(layers, before: range.lowerBound))
    }
  }
}

extension Layer {
  /// Whether no sample of a batch meets another in it; see `SampleRun`.
  fileprivate var goesBySample: Bool {
    traits.links != .all
  }
}
