/// A picture so small that it shows one digit, however broken; or, if a judge says so, two or three
/// beside each other.
enum SmallPicture {
  /// A piece with this share of the largest's area belongs to a digit.
  static let brokenShare = 0.1

  /// A gap as wide as the digits are high speaks this much against one digit.
  static let gapDoubt = 8.0

  /// People cut small pictures out around digits: by this the judge has to be surer, as a surprise, that one
  /// shows none.
  static let expectedDigit = 0.3

  /// Whether a picture's size says that there is room for hardly more than one digit.
  static func isOne(width: Int, height: Int) -> Bool {
    min(width, height) < Polarity.smallSide && 2 * width <= 3 * height
  }

  /// The digits of a small picture, from left to right.
  static func glyphs(of pieces: [InkPiece], forms: PieceForms) -> [WrittenPiece] {
    guard let largest = pieces.max(by: { $0.box.side < $1.box.side }) else { return [] }
    let mains = pieces.filter {
      $0.box == largest.box || Double($0.area) >= brokenShare * Double(largest.area)
    }
    var whole = mains.dropFirst().reduce(mains[0]) { $0.joined(with: $1) }
    let apart = columns(of: mains)
    for part in pieces where !mains.contains(where: { $0.box == part.box }) {
      let gap = max(
        -part.box.sharedColumns(with: whole.box), -part.box.sharedRows(with: whole.box), 0)
      let isNear =
        Double(gap) <= BrokenDigits.reach * Double(whole.box.side)
        && Double(part.area) >= BrokenDigits.speckShare * Double(whole.area)
      if isNear { whole = whole.joined(with: part) }
    }
    let one = [WrittenPiece(piece: whole, isMark: false)]
    guard let together = forms.opinion(of: whole) else { return one }
    if apart.count > 1, apart.allSatisfy({ 2 * $0.box.height >= whole.box.height }) {
      let cost = apart.compactMap { forms.opinion(of: $0)?.digitCost }.reduce(0) {
        $0 + $1 + GlyphChoice.cutBias
      }
      // The wider the gap, the surer the judge has to be that it is none between digits.
      let gap = zip(apart, apart.dropFirst()).map { -$0.box.sharedColumns(with: $1.box) }.min() ?? 0
      let doubt = gapDoubt * Double(gap - 1) / Double(whole.box.side)
      if cost < together.digitCost + doubt {
        return apart.map { WrittenPiece(piece: $0, isMark: false) }
      }
    }
    let isMark =
      GlyphChoice.isMark(whole, together)
      && together.markCost + expectedDigit < together.digitCost
    return [WrittenPiece(piece: whole, isMark: isMark)]
  }

  /// Pieces that share columns put together, from left to right.
  private static func columns(of pieces: [InkPiece]) -> [InkPiece] {
    var columns: [InkPiece] = []
    for piece in pieces.sorted(by: { $0.box.x < $1.box.x }) {
      if let last = columns.last, last.box.sharedColumns(with: piece.box) > -2 {
        columns[columns.count - 1] = last.joined(with: piece)
      } else {
        columns.append(piece)
      }
    }
    return columns
  }
}
