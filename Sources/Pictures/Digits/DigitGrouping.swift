/// Deciding which pieces of ink belong to one digit and which are no digit at all.
enum DigitGrouping {
  /// A piece less high than this share of the highest is part of a digit, not a digit.
  static let digitShare = 0.5
  /// A part further from its digit than this share of the digit's height is a stray.
  static let reach = 0.25
  /// A part smaller than this share of the digit's area is a speck.
  static let speckShare = 0.02

  static func groups(of pieces: [InkPiece]) -> [InkPiece] {
    guard let largest = pieces.max(by: { $0.box.side < $1.box.side }) else { return [] }
    let tallEnough = Double(largest.box.height) * digitShare
    var digits = pieces.filter { Double($0.box.height) >= tallEnough && $0.box.side > 2 }
    if digits.isEmpty { digits = [largest] }
    digits = joiningOverlaps(digits)
    let parts = pieces.filter { piece in
      !digits.contains { $0.box.union(piece.box) == $0.box && $0.pixels.contains(piece.pixels[0]) }
    }
    for part in parts { attach(part, to: &digits) }
    return digits
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

  private static func attach(_ part: InkPiece, to digits: inout [InkPiece]) {
    let gaps = digits.map { gap(part.box, $0.box) }
    guard let gap = gaps.min(), let nearest = gaps.firstIndex(of: gap) else { return }
    let digit = digits[nearest]
    guard gap <= reach * Double(digit.box.side),
      Double(part.area) >= speckShare * Double(digit.area)
    else { return }
    digits[nearest] = digit.joined(with: part)
  }

  /// How many pixels of paper lie between two boxes, along columns or rows.
  private static func gap(_ one: PixelBox, _ other: PixelBox) -> Double {
    Double(max(-one.sharedColumns(with: other), -one.sharedRows(with: other), 0))
  }
}
