/// Strokes and digits that are fainter than the rest, because the pen ran dry or slid.
enum FaintStrokes {
  /// What is darker than this share of the threshold may be a faint stroke.
  static let share: Float = 0.4
  /// Faint strokes have at most this many times the other ink; what is more is a shadow or a stain.
  static let mostShare = 1.5
  /// A faint digit has at least this share of the darkness of those beside it.
  static let leastOfDigit: Float = 0.17
  /// What shows through from the back of the paper, and its texture, has less than this share of the
  /// darkness, and lies in many places, which together are longer than this share of the highest stroke.
  static let mostOfBack: Float = 0.36
  static let lengthOfBack = 0.5

  /// Adds the faint strokes that continue strokes of a mask, and faint digits that stand beside others,
  /// and makes them as dark as these.
  ///
  /// - Parameters:
  ///   - strokes: The pieces of the mask.
  ///   - faintest: What is no darker than this may be paper.
  static func add(
    to mask: inout [Bool], of strokes: [InkPiece], _ darkness: inout InkPicture, threshold: Float,
    faintest: Float
  ) {
    let inked = mask.count { $0 }
    guard faintest < threshold, inked > 0 else { return }
    let (width, height) = (darkness.width, darkness.height)
    // Around every stroke there is an edge that is as faint.
    let edge = max(min(width, height) / 150, 1)
    let near = grown(mask, by: edge, width: width, height: height)
    var faint = darkness.amounts.vectorMap { $0 > faintest }
    for index in faint.indices where near[index] { faint[index] = false }
    let pieces = ConnectedPieces.find(in: faint, width: width, height: height).filter {
      $0.area >= 8 && $0.box.side >= max(4, edge * 4)
    }
    guard Double(pieces.reduce(0) { $0 + $1.area }) <= mostShare * Double(inked) else { return }
    let stroke = StrokeWidth.mean(of: mask, width: width, height: height)
    let full = percentile(0.5, of: darkness.amounts.above(threshold))
    let candidates = pieces.map { piece in
      let amount = percentile(0.6, of: darkness.amounts(of: piece))
      let isPart =
        length(of: piece, thickness: stroke) <= 2.5
        && strokes.contains { continues(piece, $0, reach: edge + 1) }
        && isWritten(piece, thickness: stroke)
      // A shadow comes in over the picture's border.
      let isDigit =
        !isPart && amount >= leastOfDigit * full
        && !piece.box.touchesBorder(ofWidth: width, height: height)
        && strokes.contains { stands(piece, beside: $0) }
        && !strokes.contains { overlaps(piece.box, $0.box) }
        && isWritten(piece, thickness: stroke)
      return (piece: piece, amount: amount, isPart: isPart, isDigit: isDigit)
    }
    let highest = strokes.map { $0.box.side }.max() ?? 0
    let ofBack = candidates.filter { $0.amount < mostOfBack * full && !$0.isDigit }
    let total = ofBack.reduce(0) { $0 + $1.piece.box.side }
    let isBack = ofBack.count > 1 && Double(total) > lengthOfBack * Double(highest)
    let least = isBack ? mostOfBack * full : 0
    for (piece, amount, isPart, isDigit) in candidates
    where amount >= least && (isPart || isDigit) {
      let soft = piece.stretches.map { $0.grown(by: edge + 1, insideWidth: width, height: height) }
      // With what the soft edges of others have made darker.
      let gain = full / max(percentile(0.6, of: darkness.amounts(of: piece)), faintest)
      var isDone = mask
      for box in soft {
        for y in box.y..<box.bottom {
          for x in box.x..<box.right where !isDone[y * width + x] {
            let index = y * width + x
            isDone[index] = true
            let isInk = darkness[x, y] > faintest
            darkness[x, y] = min(darkness[x, y] * gain, max(full, darkness[x, y]))
            if isInk { mask[index] = true }
          }
        }
      }
    }
  }

  /// Whether a faint piece touches a stroke and is no longer than it: rulings are.
  private static func continues(_ piece: InkPiece, _ stroke: InkPiece, reach: Int) -> Bool {
    let gap = max(
      -piece.box.sharedColumns(with: stroke.box), -piece.box.sharedRows(with: stroke.box))
    guard gap <= reach, 4 * piece.box.side <= 5 * stroke.box.side else { return false }
    return piece.stretches.contains { stretch in
      stroke.stretches.contains { other in
        abs(other.y - stretch.y) <= reach && -other.sharedColumns(with: stretch) <= reach
      }
    }
  }

  /// Whether a faint piece stands in a row with a stroke, as high as that and not far from it.
  private static func stands(_ piece: InkPiece, beside stroke: InkPiece) -> Bool {
    let (one, other) = (piece.box, stroke.box)
    let (lower, higher) = (min(one.height, other.height), max(one.height, other.height))
    return 5 * lower >= 3 * higher && 5 * one.sharedRows(with: other) >= 3 * lower
      && -one.sharedColumns(with: other) <= 2 * higher && one.width <= 2 * other.height
  }

  /// Whether more than a third of a box lies where another does.
  private static func overlaps(_ box: PixelBox, _ other: PixelBox) -> Bool {
    3 * box.sharedColumns(with: other) > box.width && box.sharedRows(with: other) > 0
  }

  /// Whether a piece could have been written by a pen of that thickness; shadows are wider.
  private static func isWritten(_ piece: InkPiece, thickness: Double) -> Bool {
    StrokeWidth.mean(of: piece) <= 1.6 * max(thickness, 2)
  }

  /// How long the strokes of a piece are, by its area, for its size.
  private static func length(of piece: InkPiece, thickness: Double) -> Double {
    Double(piece.area) / (max(thickness, 2) * Double(piece.box.side))
  }

  private static func grown(_ mask: [Bool], by reach: Int, width: Int, height: Int) -> [Bool] {
    DistanceMap.distances(to: mask, width: width, height: height, reach: reach)
      .vectorMap { $0 <= Float(reach) }
  }
}
