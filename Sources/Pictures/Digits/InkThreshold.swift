/// The brightness that separates two groups of values.
enum InkThreshold {
  /// Otsu's threshold: the split that makes the two groups' means differ most.
  ///
  /// Differences are weighed by the groups' sizes (N. Otsu, "A threshold selection method from
  /// gray-level histograms", IEEE Transactions on Systems, Man, and Cybernetics 9, 1979).
  ///
  /// - Parameter values: Numbers from 0 to 1; others count as the nearest of these.
  /// - Returns: A number between the groups.
  static func otsu(_ values: [Float]) -> Float {
    let steps = 256
    var histogram = [Double](repeating: 0, count: steps)
    for value in values { histogram[Int(min(max(value, 0), 1) * Float(steps - 1) + 0.5)] += 1 }
    let total = Double(values.count)
    let sum = histogram.indices.reduce(0) { $0 + Double($1) * histogram[$1] }
    var below = 0.0
    var sumBelow = 0.0
    var best = (spread: -1.0, first: 0, last: 0)
    for level in 0..<(steps - 1) {
      below += histogram[level]
      sumBelow += Double(level) * histogram[level]
      guard below > 0, below < total else { continue }
      let difference = sumBelow / below - (sum - sumBelow) / (total - below)
      let spread = below * (total - below) * difference * difference
      // Between two separate groups all splits are equally good: take the middle of them.
      if spread > best.spread * (1 + 1e-12) {
        best = (spread, level, level)
      } else if spread >= best.spread * (1 - 1e-12) {
        best.last = level
      }
    }
    return (Float(best.first + best.last) / 2 + 0.5) / Float(steps - 1)
  }
}
