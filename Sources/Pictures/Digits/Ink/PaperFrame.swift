/// What lies around the digits: a table under the sheet of paper, a page's edge, a printed box.
enum PaperFrame {
  /// A piece that runs along more than this share of the picture's border may be a frame.
  static let borderShare = 0.15
  /// A digit inside of a frame is at least this share of the picture's shorter side.
  static let leastDigit = 0.1

  /// A piece that covers this share of each side of its box is a printed box.
  static let outlineShare = 0.85

  /// The pieces that run along the picture's border or are boxes; none in small pictures, which
  /// digits fill.
  static func pieces(among pieces: [InkPiece], width: Int, height: Int) -> [InkPiece] {
    guard min(width, height) >= Polarity.smallSide else { return [] }
    let border = Double(2 * (width + height) - 4)
    return pieces.filter { piece in
      guard 4 * piece.box.side > min(width, height) else { return false }
      let touching = piece.stretches.reduce(0) { count, stretch in
        guard stretch.y > 0, stretch.bottom < height else { return count + stretch.width }
        return count + (stretch.x == 0 ? 1 : 0) + (stretch.right == width ? 1 : 0)
      }
      return Double(touching) > borderShare * border
        || isEdge(piece.box, width: width, height: height)
        || isOutline(piece) && pieces.contains { encloses(piece.box, $0.box) }
    }
  }

  /// Whether a piece runs from border to border along a third one, as the edge of a scanned sheet.
  private static func isEdge(_ box: PixelBox, width: Int, height: Int) -> Bool {
    let (left, right) = (box.x == 0, box.right == width)
    let (top, bottom) = (box.y == 0, box.bottom == height)
    return top && bottom && left != right && 4 * box.width < box.height
      || left && right && top != bottom && 4 * box.height < box.width
  }

  private static func encloses(_ box: PixelBox, _ other: PixelBox) -> Bool {
    box != other && box.union(other) == box && 5 * other.height > box.height
  }

  private static func isOutline(_ piece: InkPiece) -> Bool {
    let box = piece.box
    let rim = box.side / 12 + 1
    var columns = [[Bool]](repeating: [Bool](repeating: false, count: box.width), count: 2)
    var rows = [[Bool]](repeating: [Bool](repeating: false, count: box.height), count: 2)
    for stretch in piece.stretches {
      let (left, right, y) = (stretch.x - box.x, stretch.right - box.x, stretch.y - box.y)
      for x in left..<right {
        if y < rim { columns[0][x] = true }
        if y >= box.height - rim { columns[1][x] = true }
      }
      if left < rim { rows[0][y] = true }
      if right > box.width - rim { rows[1][y] = true }
    }
    return (columns + rows).allSatisfy { side in
      Double(side.count { $0 }) >= outlineShare * Double(side.count)
    }
  }

  /// Whether the pieces that are left could be a digit.
  static func holdsDigit(_ pieces: [InkPiece], width: Int, height: Int) -> Bool {
    let least = leastDigit * Double(min(width, height))
    return pieces.contains { Double($0.box.height) > least }
  }

  /// Marks the pixels of pieces and of the soft edge around them.
  static func mark(_ pieces: [InkPiece], in mask: inout [Bool], width: Int, height: Int) {
    let reach = max(min(width, height) / 40, 1)
    for stretch in pieces.lazy.flatMap({ $0.stretches }) {
      mask.mark(stretch.grown(by: reach, insideWidth: width, height: height), width: width)
    }
  }
}
