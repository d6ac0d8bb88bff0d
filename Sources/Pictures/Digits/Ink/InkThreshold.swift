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
    best(values).threshold
  }

  /// How much of all variance lies between the two groups that Otsu's threshold makes.
  ///
  /// 1: there are only two values; 2/π: the values are spread normally, or evenly over a range
  /// (then 3/4). 0 when all values are the same.
  static func separability(of values: [Float]) -> Double {
    let moments = Moments(values)
    let count = Double(values.count)
    // The spread found is in histogram steps and not yet divided by the groups' sizes.
    let between = best(values).spread / (count * count * 255 * 255)
    return moments.deviation > 0 ? between / (moments.deviation * moments.deviation) : 0
  }

  private static func best(_ values: [Float]) -> (threshold: Float, spread: Double) {
    let histogram = histogram(of: values)
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
    return ((Float(best.first + best.last) / 2 + 0.5) / Float(steps - 1), best.spread)
  }
  /// How many steps of brightness are told apart.
  private static let steps = 256

  /// How many values there are on each step from 0 to 1.
  private static func histogram(of values: [Float]) -> [Double] {
    // Four counters for each step, used in turn: neighbours are often on the same step, and a
    // counter can only be raised when it has been raised before.
    var counters = [Int](repeating: 0, count: 4 * steps)
    counters.withUnsafeMutableBufferPointer { counters in
      for (index, value) in values.enumerated() {
        let step = Int(min(max(value, 0), 1) * Float(steps - 1) + 0.5)
        counters[4 * step + index % 4] += 1
      }
    }
    return (0..<steps).map { Double(counters[(4 * $0)..<(4 * $0 + 4)].reduce(0, +)) }
  }
}
