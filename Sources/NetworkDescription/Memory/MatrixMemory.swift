/// What matrices take: those of a batch, a row for each sample, and those that are learned.
struct MatrixMemory {
  let blueprint: NetworkBlueprint
  /// The most samples of a batch.
  let rows: Int
  /// How many threads share the work.
  let threads: Int
  /// The bytes of a number.
  let size: Double
  let training: Bool

  /// Gradients of convolutions are added up in so many shares of a batch.
  private static let mostShares = 16

  /// The inputs of a batch; for a normalization once more in double precision.
  var inputs: Double {
    let isNormalized = blueprint.layers.contains(.normalization)
    return batch(blueprint.input.count) * (size + (isNormalized ? TensorMemory.number : 0))
  }

  /// All that a layer has.
  func layer(_ index: Int) -> Double {
    let layer = blueprint.layers[index]
    guard layer != .flatten else { return 0 }
    let count = blueprint.outputShapes[index].count
    let next = blueprint.layers[(index + 1)...].first { $0 != .flatten }
    // Of layers that go by sample, threads keep sensitivities only while they work on one.
    let kept = next.map { $0.traits.links == .all } ?? true
    let sensitivities = size * (kept ? batch(count) : Double(threads) * Double(count))
    let outputs = size * batch(count)
    var bytes = outputs + sensitivities + learned(index)
    switch layer {
    case .dense, .activation: bytes += outputs
    case .conv2D:
      if next == nil || layer.activation.slopeNeedsSum { bytes += outputs }
      bytes += shares(index)
    case .maxPooling2D: bytes += 4 * batch(count)
    case .dropout, .flatten, .averagePooling2D, .normalization: break
    }
    // Targets and losses.
    if next == nil { bytes += outputs + TensorMemory.number * Double(rows) }
    return bytes
  }

  private func batch(_ columns: Int) -> Double { Double(rows) * Double(columns) }

  /// Values, gradients and what the optimizer remembers, and copies of them as tensors.
  private func learned(_ index: Int) -> Double {
    let optimizer = blueprint.optimizer
    let keepsBefore = blueprint.layers[index].traits.penalty.zeroStays
    let matrices = 2 + optimizer.memoryNames.count + (keepsBefore ? 1 : 0)
    return blueprint.storedCount(ofLayer: index)
      * (size * Double(matrices) + TensorMemory.copies(optimizer, training: training))
  }

  /// The gradients of a convolution, share by share, and its weights transposed.
  private func shares(_ index: Int) -> Double {
    size * blueprint.storedCount(ofLayer: index) * Double(min(rows, Self.mostShares) + 1)
  }
}
