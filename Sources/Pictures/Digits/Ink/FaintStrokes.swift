/// Strokes that are fainter than the rest, because the pen ran dry or slid.
enum FaintStrokes {
  /// What is darker than this share of the threshold may be a faint stroke.
  static let share: Float = 0.4
  /// Faint strokes have at most this many times the other ink; what is more is a shadow or a stain.
  static let mostShare = 1.5

  /// Adds the faint strokes that continue strokes of a mask, and makes them as dark as these.
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
    for piece in pieces where isStroke(piece, thickness: stroke) {
      let soft = piece.stretches.map { $0.grown(by: edge + 1, insideWidth: width, height: height) }
      guard strokes.contains(where: { continues(piece, $0, reach: edge + 1) }) else { continue }
      let amounts = piece.stretches.flatMap { stretch in
        darkness.amounts[(stretch.y * width + stretch.x)..<(stretch.y * width + stretch.right)]
      }
      let gain = full / max(percentile(0.6, of: amounts), faintest)
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

  private static func isStroke(_ piece: InkPiece, thickness: Double) -> Bool {
    Double(piece.area) <= 2.5 * max(thickness, 2) * Double(piece.box.side)
  }

  private static func grown(_ mask: [Bool], by reach: Int, width: Int, height: Int) -> [Bool] {
    DistanceMap.distances(to: mask, width: width, height: height, reach: reach)
      .vectorMap { $0 <= Float(reach) }
  }
}
