/// Ways to cut a piece of ink that may be several digits touching each other.
///
/// A cut runs from the top of the piece to its bottom, moves at most a pixel aside in each row, and
/// crosses as little ink as it can: the cheapest path, found row by row.
enum CutPaths {
  /// A cut is at least this share of the piece's height away from its sides and from other cuts.
  static let apart = 0.22
  /// More cuts than these are not tried.
  static let most = 6
  /// Moving aside costs as much as this part of a pixel of ink.
  private static let aside: Float = 0.12

  /// The parts of a piece from left to right, cut wherever there is a cheap path; the piece itself
  /// if there is none.
  ///
  /// - Parameter stroke: The thickness of strokes; cuts through more than a few are not tried.
  static func parts(of piece: InkPiece, stroke: Double) -> [InkPiece] {
    let paths = paths(through: piece, stroke: stroke)
    guard !paths.isEmpty else { return [piece] }
    var parts = [[PixelBox]](repeating: [], count: paths.count + 1)
    for stretch in piece.stretches {
      var start = stretch.x
      for (index, path) in paths.enumerated() {
        let cut = min(max(path[stretch.y - piece.box.y] + piece.box.x, start), stretch.right)
        if cut > start {
          parts[index].append(PixelBox(x: start, y: stretch.y, width: cut - start, height: 1))
        }
        start = max(start, cut)
      }
      if stretch.right > start {
        parts[paths.count].append(
          PixelBox(x: start, y: stretch.y, width: stretch.right - start, height: 1))
      }
    }
    return parts.compactMap { stretches in
      guard let first = stretches.first else { return nil }
      return stretches.dropFirst().reduce(into: InkPiece(first)) { $0.add($1) }
    }
  }

  /// For each cut the column that it passes in each row, counted from the piece's box.
  private static func paths(through piece: InkPiece, stroke: Double) -> [[Int]] {
    let (width, height) = (piece.box.width, piece.box.height)
    let margin = max(apart * Double(height), 2)
    guard Double(width) > 2 * margin else { return [] }
    var ink = [Float](repeating: 0, count: width * height)
    for stretch in piece.stretches {
      for x in stretch.x..<stretch.right {
        ink[(stretch.y - piece.box.y) * width + x - piece.box.x] = 1
      }
    }
    // What the cheapest way costs to each pixel, and from which column it comes.
    var costs = Array(ink[0..<width])
    var from = [Int](repeating: 0, count: width * height)
    for y in 1..<max(height, 1) {
      var next = costs
      for x in 0..<width {
        var best = (cost: costs[x], column: x)
        for column in [x - 1, x + 1] where column >= 0 && column < width {
          let cost = costs[column] + aside
          if cost < best.cost { best = (cost, column) }
        }
        next[x] = best.cost + ink[y * width + x]
        from[y * width + x] = best.column
      }
      costs = next
    }
    let ends = (0..<width).map { end -> (cost: Float, path: [Int], middle: Double) in
      var path = [Int](repeating: end, count: height)
      var column = end
      for y in stride(from: height - 1, through: 1, by: -1) {
        column = from[y * width + column]
        path[y - 1] = column
      }
      return (costs[end], path, Double(path.reduce(0, +)) / Double(height))
    }
    var chosen: [(cost: Float, path: [Int], middle: Double)] = []
    for way in ends.sorted(by: { $0.cost < $1.cost }) {
      guard chosen.count < most, Double(way.cost) <= 3.2 * stroke + 0.12 * Double(height) else {
        break
      }
      let isFree =
        way.middle >= margin && way.middle <= Double(width) - margin
        && chosen.allSatisfy { abs($0.middle - way.middle) >= margin }
      if isFree { chosen.append(way) }
    }
    return chosen.sorted { $0.middle < $1.middle }.map { $0.path }
  }
}
