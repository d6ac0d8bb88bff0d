/// Finds which pieces stand in one line of writing, by looking from each to its neighbours.
///
/// So lines may be crooked, and digits large in one line and small in another.
enum WritingLines {
  /// Neighbours share at least this part of the lower one's rows.
  static let sharedRows = 0.3
  /// Between neighbours lie at most this many times the height of the higher one.
  static let widestGap = 2.5
  /// A slope is believed if it is this many of its standard errors.
  static let surely = 2.5

  /// The lines from the top, the pieces of each from the left.
  static func find(among pieces: [InkPiece]) -> [[InkPiece]] {
    let ordered = pieces.sorted { $0.box.middleX < $1.box.middleX }
    var lines: [[InkPiece]] = []
    for piece in ordered {
      // The line whose end is nearest continues here.
      let nearest = lines.indices.filter { follows(piece, lines[$0][lines[$0].count - 1]) }
        .min { distance(lines[$0], piece) < distance(lines[$1], piece) }
      if let nearest { lines[nearest].append(piece) } else { lines.append([piece]) }
    }
    return inOrder(joined(lines))
  }

  /// How many rows the lines of writing go down for each column; 0 where there are too few pieces
  /// to tell, or they stand too unevenly.
  static func slope(of pieces: [InkPiece]) -> Double {
    let highest = pieces.map { $0.box.height }.max() ?? 0
    let tall = pieces.filter { 3 * $0.box.height >= highest && $0.box.height >= 6 }
    var (common, spread, rise, freedom) = (0.0, 0.0, 0.0, -1.0)
    for line in find(among: tall) where line.count >= 3 {
      let count = Double(line.count)
      let meanX = line.reduce(0) { $0 + $1.box.middleX } / count
      let meanY = line.reduce(0) { $0 + $1.box.middleY } / count
      for piece in line {
        common += (piece.box.middleX - meanX) * (piece.box.middleY - meanY)
        spread += (piece.box.middleX - meanX) * (piece.box.middleX - meanX)
        rise += (piece.box.middleY - meanY) * (piece.box.middleY - meanY)
      }
      freedom += count - 1
    }
    guard spread > 0 else { return 0 }
    let slope = common / spread
    // The standard error of a slope of least squares, by what its line leaves unexplained.
    let error = (max(rise - slope * common, 0) / (max(freedom, 1) * spread)).squareRoot()
    return abs(slope) > surely * error ? slope : 0
  }

  /// How far a piece is from the end of a line; from row to row is farther than from column to column.
  private static func distance(_ line: [InkPiece], _ piece: InkPiece) -> Double {
    let last = line.suffix(3)
    let middle = last.reduce(0) { $0 + $1.box.middleY } / Double(last.count)
    let gap = max(piece.box.x - line[line.count - 1].box.right, 0)
    return abs(piece.box.middleY - middle) + 0.25 * Double(gap)
  }

  private static func follows(_ piece: InkPiece, _ last: InkPiece) -> Bool {
    let higher = Double(max(piece.box.height, last.box.height))
    return isBeside(piece.box, last.box)
      && Double(piece.box.x - last.box.right) <= widestGap * higher
  }

  private static func isBeside(_ one: PixelBox, _ other: PixelBox) -> Bool {
    let lower = Double(min(one.height, other.height))
    let isAbove =
      Double(one.sharedColumns(with: other)) > 0.6 * Double(min(one.width, other.width))
    return Double(one.sharedRows(with: other)) >= sharedRows * lower && !isAbove
  }

  /// Parts of one line may be far apart, as in a table.
  private static func joined(_ lines: [[InkPiece]]) -> [[InkPiece]] {
    var result: [[InkPiece]] = []
    for line in lines.sorted(by: { $0[0].box.middleX < $1[0].box.middleX }) {
      let index = result.firstIndex { other in
        guard let last = other.last, let first = line.first, last.box.right <= first.box.x else {
          return false
        }
        let (low, high) = (
          Double(min(last.box.height, first.box.height)),
          Double(max(last.box.height, first.box.height))
        )
        return Double(last.box.sharedRows(with: first.box)) >= 0.5 * low && low >= 0.5 * high
      }
      if let index { result[index] += line } else { result.append(line) }
    }
    return result
  }

  /// From the top; of lines at the same height the left one first.
  private static func inOrder(_ lines: [[InkPiece]]) -> [[InkPiece]] {
    func middle(_ line: [InkPiece]) -> Double {
      line.reduce(0) { $0 + $1.box.middleY } / Double(line.count)
    }
    return lines.map { (middle: middle($0), pieces: $0) }
      .sorted { $0.middle < $1.middle }.map { $0.pieces }
  }
}
