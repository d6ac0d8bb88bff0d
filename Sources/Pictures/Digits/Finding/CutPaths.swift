/// Ways to cut a piece of ink that may be several digits touching each other.
///
/// A cut runs from the top of the piece to its bottom, moves at most a pixel aside in each row, and
/// crosses as little ink as it can: the cheapest path, found row by row.
enum CutPaths {
  /// A cut is at least this share of the piece's height away from its sides and from other cuts.
  static let apart = 0.11
  /// A cut that costs more than this many strokes is not tried.
  static let mostCrossed = 3.2
  /// Going into ink costs this many strokes, so that one long stretch of ink, where two digits lie
  /// side by side, costs less than the two strokes above and below a hole.
  private static let entering: Float = 1
  /// What a pixel of ink costs.
  private static let inside: Float = 0.2
  /// What moving aside costs.
  private static let aside: Float = 0.06

  /// A part of a piece, and how much ink the cut to its left crosses, in strokes;
  /// nil where there is none.
  struct Part {
    var piece: InkPiece
    let crossed: Double?
  }

  /// The parts of a piece from left to right, cut wherever there is a cheap path; the piece itself
  /// if there is none.
  ///
  /// - Parameter stroke: The thickness of strokes; cuts through more than a few are not tried.
  static func parts(of piece: InkPiece, stroke: Double) -> [Part] {
    let ways = ways(through: piece, stroke: stroke)
    guard !ways.isEmpty else { return [Part(piece: piece, crossed: nil)] }
    var parts = [[PixelBox]](repeating: [], count: ways.count + 1)
    for stretch in piece.stretches {
      var start = stretch.x
      for (index, way) in ways.enumerated() {
        let cut = min(max(way.path[stretch.y - piece.box.y] + piece.box.x, start), stretch.right)
        if cut > start {
          parts[index].append(PixelBox(x: start, y: stretch.y, width: cut - start, height: 1))
        }
        start = max(start, cut)
      }
      if stretch.right > start {
        parts[ways.count].append(
          PixelBox(x: start, y: stretch.y, width: stretch.right - start, height: 1))
      }
    }
    return parts.enumerated().compactMap { index, stretches in
      guard let first = stretches.first else { return nil }
      return Part(
        piece: stretches.dropFirst().reduce(into: InkPiece(first)) { $0.add($1) },
        crossed: index > 0 ? Double(ways[index - 1].cost) / stroke : nil)
    }
  }

  /// A cut: what it costs, and the column that it passes in each row, counted from the piece's box.
  private struct Way {
    let cost: Float
    let path: [Int]

    /// The mean of its columns.
    var middle: Double { Double(path.reduce(0, +)) / Double(path.count) }

    /// How many columns lie between two cuts, on average.
    func distance(to other: Way) -> Double {
      Double(zip(path, other.path).reduce(0) { $0 + abs($1.0 - $1.1) }) / Double(path.count)
    }
  }

  /// The cuts that are tried, from left to right.
  private static func ways(through piece: InkPiece, stroke: Double) -> [Way] {
    let (width, height) = (piece.box.width, piece.box.height)
    let margin = max(apart * Double(height), 2)
    guard Double(width) > 2 * margin else { return [] }
    let most = 4 + 4 * width / max(height, 1)
    var chosen: [Way] = []
    for way in cheapest(through: piece, stroke: stroke).sorted(by: { $0.cost < $1.cost }) {
      guard chosen.count < most, Double(way.cost) <= mostCrossed * stroke + 0.12 * Double(height)
      else { break }
      let middle = way.middle
      let isFree =
        middle >= margin && middle <= Double(width) - margin
        && chosen.allSatisfy { $0.distance(to: way) >= margin }
      if isFree { chosen.append(way) }
    }
    return chosen.sorted { $0.middle < $1.middle }
  }

  /// The cheapest cut through each column of the middle row.
  ///
  /// Most digits touch near their middle; of the cuts that end at the same place below, only one would be
  /// tried, and that is often another one.
  private static func cheapest(through piece: InkPiece, stroke: Double) -> [Way] {
    let (width, height) = (piece.box.width, piece.box.height)
    var ink = [Float](repeating: 0, count: width * height)
    for stretch in piece.stretches {
      for x in stretch.x..<stretch.right {
        ink[(stretch.y - piece.box.y) * width + x - piece.box.x] = 1
      }
    }
    let middle = height / 2
    let entering = Self.entering * Float(stroke)
    let upper = HalfWays(from: 0, to: middle, in: ink, width: width, entering: entering)
    let lower = HalfWays(from: height - 1, to: middle, in: ink, width: width, entering: entering)
    return (0..<width).map { column in
      // Both halves enter the middle row's pixel.
      let twice = ink[middle * width + column] * (entering + inside)
      var path = [Int](repeating: column, count: height)
      for y in stride(from: middle, to: 0, by: -1) {
        path[y - 1] = upper.from[y * width + path[y]]
      }
      for y in middle..<(height - 1) { path[y + 1] = lower.from[y * width + path[y]] }
      return Way(cost: upper.costs[column] + lower.costs[column] - twice, path: path)
    }
  }

  /// The cheapest ways from the highest or lowest row to each column of the middle one.
  private struct HalfWays {
    /// What they cost.
    private(set) var costs: [Float]
    /// From which column each pixel is reached.
    private(set) var from: [Int]

    init(from start: Int, to end: Int, in ink: [Float], width: Int, entering: Float) {
      costs = ink[(start * width)..<((start + 1) * width)].map { $0 * (entering + inside) }
      from = [Int](repeating: 0, count: ink.count)
      let step = start < end ? 1 : -1
      for y in stride(from: start + step, through: end, by: step) {
        var next = costs
        for x in 0..<width {
          let here = ink[y * width + x]
          var best = (cost: Float.infinity, column: x)
          for column in max(x - 1, 0)...min(x + 1, width - 1) {
            let enters = max(here - ink[(y - step) * width + column], 0) * entering
            let cost = costs[column] + enters + (column == x ? 0 : aside)
            if cost < best.cost { best = (cost, column) }
          }
          next[x] = best.cost + here * inside
          from[y * width + x] = best.column
        }
        costs = next
      }
    }
  }
}
