/// Deciding which pieces of ink belong to one digit and which are no digit at all.
enum DigitGrouping {
  /// A piece less high than this share of the highest is part of a digit, not a digit.
  static let digitShare = 0.5
  /// Among several digits a piece far from all of them needs only this share of their height.
  static let lowDigitShare = 0.35
  /// A part further from its digit than this share of the digit's height is a stray.
  static let reach = 0.25
  /// A part smaller than this share of the digit's area is a speck.
  static let speckShare = 0.02
  /// In a picture of one digit, a piece with this share of the largest's area belongs to it.
  static let brokenShare = 0.1

  /// The pieces of each digit put together; specks and strays are left out.
  ///
  /// Digits that touch each other stay one: every rule tried for cutting them cut more single
  /// digits than pairs.
  static func groups(of pieces: [InkPiece], width: Int, height: Int) -> [InkPiece] {
    guard let largest = pieces.max(by: { $0.box.side < $1.box.side }) else { return [] }
    // Small pictures that are not stripes show one digit, however broken.
    let isOne = min(width, height) < Polarity.smallSide && 2 * width <= 3 * height
    let tallEnough = Double(largest.box.height) * digitShare
    func isMain(_ piece: InkPiece) -> Bool {
      if piece.box == largest.box { return true }
      return isOne
        ? Double(piece.area) >= brokenShare * Double(largest.area)
        : Double(piece.box.height) >= tallEnough && piece.box.side > 2
    }
    let mains = pieces.filter(isMain)
    var digits =
      isOne ? [mains.dropFirst().reduce(mains[0]) { $0.joined(with: $1) }] : joiningOverlaps(mains)
    var strays: [InkPiece] = []
    for part in pieces where !isMain(part) {
      if let index = owner(of: part, among: digits) {
        digits[index] = digits[index].joined(with: part)
      } else {
        strays.append(part)
      }
    }
    return digits + lowDigits(among: strays, beside: digits)
  }

  /// Pieces side by side are digits of their own; pieces above each other are one broken digit.
  private static func joiningOverlaps(_ pieces: [InkPiece]) -> [InkPiece] {
    var digits: [InkPiece] = []
    for piece in pieces {
      var joined = piece
      while let index = digits.firstIndex(where: { overlaps($0.box, joined.box) }) {
        joined = joined.joined(with: digits.remove(at: index))
      }
      digits.append(joined)
    }
    return digits
  }

  private static func overlaps(_ one: PixelBox, _ other: PixelBox) -> Bool {
    let columns = Double(one.sharedColumns(with: other))
    let rows = Double(one.sharedRows(with: other))
    let narrower = Double(min(one.width, other.width))
    let lower = Double(min(one.height, other.height))
    return columns > 0.5 * narrower && rows > -0.1 * lower
  }

  /// The digit that a part belongs to: the nearest, if it is near and the part is no speck.
  private static func owner(of part: InkPiece, among digits: [InkPiece]) -> Int? {
    let gaps = digits.map { gap(part.box, $0.box) }
    guard let gap = gaps.min(), let nearest = gaps.firstIndex(of: gap) else { return nil }
    let digit = digits[nearest]
    let belongs =
      gap <= reach * Double(digit.box.side)
      && Double(part.area) >= speckShare * Double(digit.area)
    return belongs ? nearest : nil
  }

  /// Where there are several digits, some can be written much smaller.
  private static func lowDigits(
    among strays: [InkPiece], beside digits: [InkPiece]
  ) -> [InkPiece] {
    guard digits.count >= 3 else { return [] }
    let height = Double(percentile(0.5, of: digits.map { Float($0.box.height) }))
    let area = Double(percentile(0.5, of: digits.map { Float($0.area) }))
    return strays.filter {
      Double($0.box.height) >= lowDigitShare * height && Double($0.area) >= 0.2 * area
    }
  }

  /// How many pixels of paper lie between two boxes, along columns or rows.
  private static func gap(_ one: PixelBox, _ other: PixelBox) -> Double {
    Double(max(-one.sharedColumns(with: other), -one.sharedRows(with: other), 0))
  }
}
