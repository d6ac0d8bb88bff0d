/// The distance from every pixel to the nearest pixel of a set.
///
/// Exact and in a few steps a pixel: the lower envelope of parabolas, first along columns and then
/// along rows (P. Felzenszwalb and D. Huttenlocher, "Distance transforms of sampled functions",
/// Theory of Computing 8, 2012).
enum DistanceMap {
  /// - Returns: For each pixel the distance between pixel centres, 0 for the set itself; infinite
  ///   when the set is empty.
  static func distances(to set: [Bool], width: Int, height: Int) -> [Float] {
    // A number larger than any squared distance here, with which sums stay exact.
    let far: Float = 1e12
    var squares = set.map { $0 ? 0 : far }
    var line = LowerEnvelope(capacity: max(width, height))
    for x in 0..<width {
      line.transform(&squares, start: x, stride: width, count: height)
    }
    for y in 0..<height {
      line.transform(&squares, start: y * width, stride: 1, count: width)
    }
    return squares.map { $0 >= far ? .infinity : $0.squareRoot() }
  }
}

/// One line of the transform: min over q of (p − q)² + value(q), for every p.
private struct LowerEnvelope {
  private var values: [Float]
  private var centres: [Int]
  private var starts: [Float]

  init(capacity: Int) {
    values = [Float](repeating: 0, count: capacity)
    centres = [Int](repeating: 0, count: capacity)
    starts = [Float](repeating: 0, count: capacity)
  }

  mutating func transform(_ map: inout [Float], start: Int, stride: Int, count: Int) {
    for index in 0..<count { values[index] = map[start + index * stride] }
    var last = 0
    centres[0] = 0
    starts[0] = -.infinity
    for centre in 1..<max(count, 1) {
      var meeting = meetingPoint(centres[last], centre)
      while meeting <= starts[last] {
        last -= 1
        meeting = meetingPoint(centres[last], centre)
      }
      last += 1
      centres[last] = centre
      starts[last] = meeting
    }
    var current = 0
    for index in 0..<count {
      while current < last && starts[current + 1] < Float(index) { current += 1 }
      let offset = Float(index - centres[current])
      map[start + index * stride] = offset * offset + values[centres[current]]
    }
  }

  /// Where the parabola of a centre further right becomes the lower one.
  private func meetingPoint(_ left: Int, _ right: Int) -> Float {
    let squares = Float(right * right - left * left)
    return (values[right] - values[left] + squares) / Float(2 * (right - left))
  }
}
