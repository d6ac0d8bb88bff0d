import NetworkDescription

/// The batches of a training, in the order of `glassbox train` with the same seed.
struct BatchOrder {
  let sampleCount: Int
  let batchSize: Int
  let seed: UInt64
  /// Whether every epoch has an order of its own; otherwise it is that of the samples.
  let shuffle: Bool
  let steps: Int

  /// Hands out a batch for each step, until one says that it was the last.
  func forEachBatch<Failure: Error>(
    _ body: (ArraySlice<Int>) throws(Failure) -> Bool
  ) throws(Failure) {
    guard sampleCount > 0 else { return }
    var step = 0
    for epoch in 1... {
      let order =
        shuffle
        ? SeededRandom(seed: seed).permutation(of: sampleCount, step: epoch)
        : Array(0..<sampleCount)
      for start in stride(from: 0, to: order.count, by: batchSize) {
        guard step < steps else { return }
        step += 1
        guard try body(order[start...].prefix(batchSize)) else { return }
      }
    }
  }
}
