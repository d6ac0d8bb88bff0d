/// A straight thin line of ink that runs about along the rows of a picture.
struct StraightLine: Sendable {
  /// A stretch of a column that belongs to the line and to nothing else.
  struct Cut: Sendable {
    let x: Int
    let top: Int
    let bottom: Int  // the first row below
    var middle: Double { Double(top + bottom) / 2 }
  }

  /// The line, column by column; columns where something crosses it are missing.
  fileprivate(set) var cuts: [Cut]

  var first: Int { cuts[0].x }
  var last: Int { cuts[cuts.count - 1].x }
  var length: Int { last - first + 1 }
  var middle: Double { cuts[cuts.count / 2].middle }
  /// The thickness of most of it.
  var thickness: Int { percentileOfThickness(0.5) }

  private func percentileOfThickness(_ share: Double) -> Int {
    let all = cuts.map { $0.bottom - $0.top }.sorted()
    return all[Int(Double(all.count - 1) * share)]
  }

  /// How many rows it goes down for each column: the slope of least squares.
  var slope: Double {
    let mean = mean
    var (spread, common) = (0.0, 0.0)
    for cut in cuts {
      spread += (Double(cut.x) - mean.x) * (Double(cut.x) - mean.x)
      common += (Double(cut.x) - mean.x) * (cut.middle - mean.y)
    }
    return spread > 0 ? common / spread : 0
  }

  private var mean: SIMD2<Double> {
    cuts.reduce(.zero) { $0 + SIMD2(Double($1.x), $1.middle) } / Double(cuts.count)
  }

  /// Whether all of it lies on one straight line, up to a part of its thickness.
  fileprivate var isStraight: Bool {
    let (mean, slope) = (mean, slope)
    let strays = cuts.reduce(0) {
      let stray = $1.middle - mean.y - slope * (Double($1.x) - mean.x)
      return $0 + stray * stray
    }
    let allowed = max(0.8, 0.3 * Double(thickness), 0.004 * Double(length))
    return abs(slope) < Self.steepest
      && (strays / Double(cuts.count)).squareRoot() <= allowed
  }

  /// Lines steeper than this are looked for along the columns.
  static let steepest = 0.35
  /// How many columns without ink do not end a line: printed lines fade.
  private static let gap = 3

  /// The straight lines of a mask, found by following thin stretches from column to column.
  ///
  /// - Parameters:
  ///   - thickest: The most pixels that a line is thick.
  ///   - shortest: The fewest columns that it has.
  static func find(
    in mask: [Bool], width: Int, height: Int, thickest: Int, shortest: Int
  ) -> [StraightLine] {
    var columns = thinStretches(of: mask, width: width, height: height, thickest: thickest)
    var lines: [StraightLine] = []
    for x in 0..<width {
      while let start = columns[x].popLast() {
        let line = follow(
          start, in: &columns, mask: mask, width: width, height: height, thickest: thickest)
        if line.cuts.count >= shortest / 2 { lines.append(line) }
      }
    }
    return joined(lines, mask: mask, width: width, height: height).filter { line in
      line.length >= shortest && 5 * line.cuts.count >= 2 * line.length && line.isStraight
    }
  }

  /// Puts lines together that are parted by strokes only: all the way between them there is ink.
  private static func joined(
    _ lines: [StraightLine], mask: [Bool], width: Int, height: Int
  ) -> [StraightLine] {
    var result: [StraightLine] = []
    for line in lines.sorted(by: { $0.first < $1.first }) {
      // Of all lines at its height the one that ends last: behind it there may be others.
      let level = result.indices.filter {
        result[$0].last < line.first
          && abs(result[$0].expected(at: line.first) - line.cuts[0].middle) <= 2
      }
      let index = level.max { result[$0].last < result[$1].last }.flatMap { index -> Int? in
        let before = result[index]
        let gap = line.first - before.last - 1
        guard gap <= 4 * max(before.length, line.length) else { return nil }
        let inked = (before.last + 1..<line.first).count { x in
          isInk(mask, x, before.expected(at: x), width: width, height: height)
        }
        return 10 * inked >= 7 * gap ? index : nil
      }
      if let index { result[index].cuts += line.cuts } else { result.append(line) }
    }
    return result
  }

  /// For each column its stretches that are not thicker than a line.
  private static func thinStretches(
    of mask: [Bool], width: Int, height: Int, thickest: Int
  ) -> [[Cut]] {
    var columns = [[Cut]](repeating: [], count: width)
    var starts = [Int](repeating: -1, count: width)
    mask.withUnsafeBufferPointer { mask in
      starts.withUnsafeMutableBufferPointer { starts in
        for y in 0...height {
          for x in 0..<width {
            let isInk = y < height && mask[y * width + x]
            guard isInk != (starts[x] >= 0) else { continue }
            if !isInk, y - starts[x] <= thickest {
              columns[x].append(Cut(x: x, top: starts[x], bottom: y))
            }
            starts[x] = isInk ? y : -1
          }
        }
      }
    }
    return columns
  }

  /// Takes all stretches that continue a line out of the columns.
  private static func follow(
    _ start: Cut, in columns: inout [[Cut]], mask: [Bool], width: Int, height: Int, thickest: Int
  ) -> StraightLine {
    var line = StraightLine(cuts: [start])
    var (empty, crossed) = (0, 0)
    var x = start.x + 1
    while x < width, empty <= gap, crossed <= max(8 * thickest, line.length) {
      let expected = line.expected(at: x)
      let next = columns[x].indices.min {
        abs(columns[x][$0].middle - expected) < abs(columns[x][$1].middle - expected)
      }
      if let next, abs(columns[x][next].middle - expected) <= 1.6 {
        line.cuts.append(columns[x].remove(at: next))
        (empty, crossed) = (0, 0)
      } else if isInk(mask, x, expected, width: width, height: height) {
        crossed += 1
      } else {
        empty += 1
      }
      x += 1
    }
    return line
  }

  private static func isInk(
    _ mask: [Bool], _ x: Int, _ middle: Double, width: Int, height: Int
  ) -> Bool {
    let y = min(max(Int(middle), 0), height - 1)
    return mask[y * width + x]
  }

  /// Where the line goes on, by the last stretch of it.
  private func expected(at x: Int) -> Double {
    let end = cuts[cuts.count - 1]
    guard cuts.count > 12 else { return end.middle }
    let before = cuts[max(cuts.count - 120, 0)]
    let slope = (end.middle - before.middle) / Double(max(end.x - before.x, 1))
    return end.middle + slope * Double(x - end.x)
  }
}
