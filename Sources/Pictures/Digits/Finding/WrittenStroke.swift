/// How a piece of ink runs from its highest row to its lowest, for one that is a single stroke.
struct WrittenStroke {
  /// The stretches of ink, the highest first.
  private let rows: [PixelBox]

  init(_ piece: InkPiece) {
    rows = piece.stretches.sorted { $0.y < $1.y }
  }

  private var high: PixelBox { rows[0] }
  private var low: PixelBox { rows[rows.count - 1] }

  /// How far it is from the arc through its ends and its middle, halfway between them, as a share
  /// of its length: 2, 3 and 5 sway from side to side.
  var sway: Double {
    let last = rows.count - 1
    let (start, middle, end) = (high.middleX, rows[last / 2].middleX, low.middleX)
    let upper = rows[last / 4].middleX - (3 * start + 6 * middle - end) / 8
    let lower = rows[3 * last / 4].middleX - (3 * end + 6 * middle - start) / 8
    let (across, down) = (end - start, Double(low.y - high.y + 1))
    return max(abs(upper), abs(lower)) / (across * across + down * down).squareRoot()
  }

  /// How far its middle lies to the right of its ends, as a share of its height.
  var bend: Double {
    let ends = (high.middleX + low.middleX) / 2
    return (rows[rows.count / 2].middleX - ends) / Double(max(low.y - high.y, 1))
  }

  /// How many columns to the right it moves from one row up to the next.
  var lean: Double {
    low.y > high.y ? (high.middleX - low.middleX) / Double(low.y - high.y) : 0
  }
}

extension InkPiece {
  /// How many columns to the right its ink moves from one row up to the next: the slope of the line through all
  /// its pixels that has the least squared distances along the rows.
  var slant: Double {
    var (acrossDown, downSquared) = (0.0, 0.0)
    let pixels = Double(area)
    let middleX = stretches.reduce(0) { $0 + Double($1.width) * $1.middleX } / pixels
    let middleY = stretches.reduce(0) { $0 + Double($1.width * $1.y) } / pixels
    for stretch in stretches {
      let (down, weight) = (Double(stretch.y) - middleY, Double(stretch.width))
      acrossDown += weight * (stretch.middleX - middleX) * down
      downSquared += weight * down * down
    }
    return downSquared > 0 ? -acrossDown / downSquared : 0
  }
}
