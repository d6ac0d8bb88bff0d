/// Which epochs of a training a film shows.
package enum FilmEpochs {
  /// The start, 0, and epochs up to the last: each about as many times later than the one before,
  /// because a network learns most at the beginning.
  ///
  /// - Parameters:
  ///   - last: How many epochs there are, at least 1.
  ///   - count: How many moments are wanted, at least 2; there are no more than epochs and a start.
  package static func chosen(upTo last: Int, count: Int) -> [Int] {
    guard count > 2, last > 1 else { return [0, max(last, 1)] }
    var epochs = [0, 1]
    while let epoch = epochs.last, epoch < last {
      let left = max(count - epochs.count, 1)
      epochs.append(max(epoch + 1, step(from: epoch, to: last, in: left)))
    }
    return epochs
  }

  /// The next of so many steps that all multiply by the same.
  private static func step(from epoch: Int, to last: Int, in steps: Int) -> Int {
    guard steps > 1 else { return last }
    // The root, by halving: the ratio lies between 1 and last / epoch.
    let whole = Double(last) / Double(epoch)
    var (low, high) = (1.0, whole)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let power = (0..<steps).reduce(1.0) { product, _ in product * middle }
      if power < whole { low = middle } else { high = middle }
    }
    return Int((Double(epoch) * low).rounded())
  }
}
