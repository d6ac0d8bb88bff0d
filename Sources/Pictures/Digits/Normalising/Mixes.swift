/// Which source pixels make up each target pixel along one side, and how much each counts.
struct Mixes {
  /// How many source pixels each target pixel is mixed of.
  ///
  /// As many for all, some with weight 0: loops whose length does not change run faster.
  let length: Int
  /// The first source pixel of each target pixel.
  private var firsts: [Int]
  /// How much each source pixel counts for the first target pixel, then for the second and so on.
  ///
  /// Source pixel `firsts[x] + offset` counts `weights[x * length + offset]`; the sum is 1.
  private var weights: [Float]

  /// How many target pixels there are.
  var count: Int { firsts.count }

  /// What stretches or shrinks so many source pixels to so many target pixels.
  init(from source: Int, to target: Int) {
    let ratio = Double(source) / Double(target)
    let isSmaller = ratio >= 1
    length = min(isSmaller ? Int(ratio.rounded(.up)) + 1 : 2, source)
    firsts = [Int](repeating: 0, count: target)
    weights = [Float](repeating: 0, count: target * length)
    for index in 0..<target {
      if isSmaller {
        setArea(index, from: Double(index) * ratio, to: Double(index + 1) * ratio, source)
      } else {
        setPoint(index, at: (Double(index) + 0.5) * ratio - 0.5, source)
      }
    }
  }

  /// The first source pixels and the weights, for loops that need not check each index.
  @inline(__always)
  func withUnsafeBuffers(
    _ body: (_ firsts: UnsafeBufferPointer<Int>, _ weights: UnsafeBufferPointer<Float>) -> Void
  ) {
    firsts.withUnsafeBufferPointer { firsts in
      weights.withUnsafeBufferPointer { weights in body(firsts, weights) }
    }
  }

  /// Smaller: each source pixel counts as much as the target pixel covers of it.
  private mutating func setArea(_ index: Int, from start: Double, to end: Double, _ source: Int) {
    let first = min(Int(start), source - 1)
    // A hair less than the end, so that rounding does not open a pixel that is hardly touched.
    let last = max(min(Int(end - 1e-9), source - 1), first)
    // At the end, weights of 0 stand in front, because there are no more source pixels behind.
    firsts[index] = min(first, source - length)
    var sum: Float = 0
    for pixel in first...last {
      let covered = Float(min(end, Double(pixel + 1)) - max(start, Double(pixel)))
      weights[index * length + pixel - firsts[index]] = covered
      sum += covered
    }
    for offset in 0..<length { weights[index * length + offset] /= sum }
  }

  /// Larger: of the two source pixels beside a position the nearer one counts more.
  private mutating func setPoint(_ index: Int, at position: Double, _ source: Int) {
    guard source > 1 else {
      weights[index * length] = 1
      return
    }
    let inside = min(max(position, 0), Double(source - 1))
    firsts[index] = min(Int(inside), source - 2)
    let share = Float(inside - Double(firsts[index]))
    weights[index * length] = 1 - share
    weights[index * length + 1] = share
  }
}
