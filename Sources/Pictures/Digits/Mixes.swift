/// Which source pixels make up each target pixel along one side, and how much each counts.
struct Mixes {
  /// How many source pixels each target pixel is mixed of.
  ///
  /// As many for all, some with weight 0: loops whose length does not change run faster.
  let length: Int
  /// The first source pixel of each target pixel.
  private var firsts: [Int] = []
  /// `length` weights for each target pixel; their sum is 1.
  private var weights: [Float] = []

  /// How many target pixels there are.
  var count: Int { firsts.count }

  /// What stretches or shrinks so many source pixels to so many target pixels.
  init(from source: Int, to target: Int) {
    let ratio = Double(source) / Double(target)
    let mixes = (0..<target).map { index in
      ratio >= 1
        ? Self.area(Double(index) * ratio, Double(index + 1) * ratio, source)
        : Self.line((Double(index) + 0.5) * ratio - 0.5, source)
    }
    length = mixes.map(\.weights.count).max() ?? 0
    for mix in mixes {
      // The weights of 0 stand in front where there are no more source pixels behind.
      let first = min(mix.first, source - length)
      let before = mix.first - first
      let after = length - before - mix.weights.count
      firsts.append(first)
      weights += [Float](repeating: 0, count: before) + mix.weights
      weights += [Float](repeating: 0, count: after)
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

  /// Smaller: the share of each source pixel that a target pixel covers.
  private static func area(
    _ start: Double, _ end: Double, _ source: Int
  ) -> (first: Int, weights: [Float]) {
    let first = min(Int(start), source - 1)
    // A hair less than the end, so that rounding does not open a pixel that is hardly touched.
    let last = max(min(Int(end - 1e-9), source - 1), first)
    let covered = (first...last).map { pixel in
      Float(min(end, Double(pixel + 1)) - max(start, Double(pixel)))
    }
    let sum = covered.reduce(0, +)
    return (first, covered.map { $0 / sum })
  }

  /// Larger: the two source pixels beside a position, the nearer one more.
  private static func line(_ position: Double, _ source: Int) -> (first: Int, weights: [Float]) {
    guard source > 1 else { return (0, [1]) }
    let inside = min(max(position, 0), Double(source - 1))
    let first = min(Int(inside), max(source - 2, 0))
    let share = Float(inside - Double(first))
    return (first, [1 - share, share])
  }
}
