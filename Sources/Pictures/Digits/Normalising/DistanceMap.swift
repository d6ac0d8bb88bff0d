/// The distance from every pixel to the nearest pixel of a set, as far as it is within reach.
///
/// Exact: first the distance along each column, in one sweep down and one up; then along each row
/// the least of d² + (that distance)², over everything at most `reach` columns away (Pythagoras).
/// Sweeps of whole rows in numbers of 16 bits are what processors do eight or more of at once;
/// cleverer ways need fewer steps (P. Felzenszwalb and D. Huttenlocher, "Distance transforms of
/// sampled functions", Theory of Computing 8, 2012) but each waits for the one before.
enum DistanceMap {
  /// The sum of two squares of one more than this is still a number of 16 bits.
  static let greatestReach = 126

  /// - Parameter reach: The largest distance that matters, at most `greatestReach`.
  /// - Returns: For each pixel the distance between pixel centres, 0 for the set itself; infinite
  ///   when the set is further away than the reach.
  static func distances(
    to set: [Bool], width: Int, height: Int, reach: Int
  ) -> [Float] {
    let reach = min(reach, greatestReach)
    let columns = alongColumns(set, width: width, height: height, far: Int16(reach + 1))
    let squares = alongRows(columns, width: width, height: height, reach: reach)
    let largest = Int16(reach * reach)
    return squares.vectorMap { $0 > largest ? .infinity : Float($0).squareRoot() }
  }

  /// How many pixels above or below the nearest pixel of the set is.
  private static func alongColumns(
    _ set: [Bool], width: Int, height: Int, far: Int16
  ) -> [Int16] {
    var steps = set.vectorMap { $0 ? 0 : far }
    steps.withUnsafeMutableBufferPointer { steps in
      func follow(_ neighbour: Int, into row: Int) {
        let source = steps.extracting((neighbour * width)..<((neighbour + 1) * width))
        let target = steps.extracting((row * width)..<((row + 1) * width))
        for x in 0..<width { target[x] = min(target[x], source[x] &+ 1) }
      }
      for y in stride(from: 1, to: height, by: 1) { follow(y - 1, into: y) }
      for y in stride(from: height - 2, through: 0, by: -1) { follow(y + 1, into: y) }
    }
    return steps
  }

  /// The squared distances, of distances along columns.
  private static func alongRows(
    _ columns: [Int16], width: Int, height: Int, reach: Int
  ) -> [Int16] {
    var squares = columns.vectorMap { $0 &* $0 }
    let far = Int16((reach + 1) * (reach + 1))
    // A row between two stretches where the set is far, so that no column needs to be asked for.
    var padded = [Int16](repeating: far, count: width + 2 * reach)
    for start in stride(from: 0, to: width * height, by: width) {
      padded.replaceSubrange(reach..<(reach + width), with: squares[start..<(start + width)])
      squares.withUnsafeMutableBufferPointer { squares in
        padded.withUnsafeBufferPointer { padded in
          let row = squares.extracting(start..<(start + width))
          for distance in stride(from: 1, through: reach, by: 1) {
            let left = padded.extracting((reach - distance)...)
            let right = padded.extracting((reach + distance)...)
            let square = Int16(distance * distance)
            for x in row.indices { row[x] = min(row[x], min(left[x], right[x]) &+ square) }
          }
        }
      }
    }
    return squares
  }
}
