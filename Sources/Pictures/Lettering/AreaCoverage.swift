/// How much of each pixel some closed outlines cover.
///
/// Every edge adds its signed area to the pixels it crosses, and its height to all pixels right of
/// it; the running sum along a row is then the covered share, exact for straight edges (the method
/// of R. Levien's font-rs, 2016).
package struct AreaCoverage {
  let width: Int
  let height: Int
  private var sums: [Double]

  /// No pixels are covered yet.
  package init(width: Int, height: Int) {
    self.width = max(width, 1)
    self.height = max(height, 1)
    // An edge on the right side adds to the pixel behind the last.
    sums = [Double](repeating: 0, count: (self.width + 2) * self.height)
  }

  /// The covered shares of a row's pixels, 0 to 1.
  package func row(_ y: Int) -> [Double] {
    var sum = 0.0
    return (0..<width).map { x in
      sum += sums[y * (width + 2) + x]
      return min(abs(sum), 1)
    }
  }

  /// Covers what lies within a closed outline; all of it must lie within the pixels.
  package mutating func add(_ outline: [(x: Double, y: Double)]) {
    guard var last = outline.last else { return }
    for point in outline {
      addEdge(from: last, to: point)
      last = point
    }
  }

  private mutating func addEdge(from start: (x: Double, y: Double), to end: (x: Double, y: Double))
  {
    guard start.y != end.y else { return }
    let (sign, upper, lower) = start.y < end.y ? (1.0, start, end) : (-1.0, end, start)
    let slope = (lower.x - upper.x) / (lower.y - upper.y)
    for row in max(0, Int(upper.y))..<min(height, Int(lower.y.rounded(.up))) {
      let top = max(Double(row), upper.y)
      let bottom = min(Double(row + 1), lower.y)
      addPiece(
        row, from: upper.x + slope * (top - upper.y), to: upper.x + slope * (bottom - upper.y),
        height: sign * (bottom - top))
    }
  }

  /// Adds the piece of an edge that lies in one row.
  private mutating func addPiece(_ row: Int, from start: Double, to end: Double, height: Double) {
    let (left, right) = (max(min(start, end), 0), min(max(start, end), Double(width)))
    let first = row * (width + 2)
    let (firstColumn, lastColumn) = (Int(left), Int(right))
    guard firstColumn != lastColumn, right > left else {
      let covered = height * (Double(firstColumn + 1) - (left + right) / 2)
      sums[first + firstColumn] += covered
      sums[first + firstColumn + 1] += height - covered
      return
    }
    // Column by column: of the height within it, some lies right of the edge in the column itself.
    for column in firstColumn...lastColumn {
      let from = max(left, Double(column))
      let to = min(right, Double(column + 1))
      guard to > from else { continue }
      let part = height * (to - from) / (right - left)
      let covered = part * (Double(column + 1) - (from + to) / 2)
      sums[first + column] += covered
      sums[first + column + 1] += part - covered
    }
  }
}
