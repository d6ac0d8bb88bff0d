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
      let touching = piece.pixels.count { pixel in
        let x = pixel % width
        let y = pixel / width
        return x == 0 || y == 0 || x == width - 1 || y == height - 1
      }
      return Double(touching) > borderShare * border
        || isOutline(piece, width: width) && pieces.contains { encloses(piece.box, $0.box) }
    }
  }

  private static func encloses(_ box: PixelBox, _ other: PixelBox) -> Bool {
    box != other && box.union(other) == box && 5 * other.height > box.height
  }

  private static func isOutline(_ piece: InkPiece, width: Int) -> Bool {
    let box = piece.box
    let rim = box.side / 12 + 1
    var columns = [[Bool]](repeating: [Bool](repeating: false, count: box.width), count: 2)
    var rows = [[Bool]](repeating: [Bool](repeating: false, count: box.height), count: 2)
    for pixel in piece.pixels {
      let x = pixel % width - box.x
      let y = pixel / width - box.y
      if y < rim { columns[0][x] = true }
      if y >= box.height - rim { columns[1][x] = true }
      if x < rim { rows[0][y] = true }
      if x >= box.width - rim { rows[1][y] = true }
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
    for pixel in pieces.lazy.flatMap(\.pixels) {
      let x = pixel % width
      let y = pixel / width
      for row in max(y - reach, 0)...min(y + reach, height - 1) {
        for column in max(x - reach, 0)...min(x + reach, width - 1) {
          mask[row * width + column] = true
        }
      }
    }
  }
}
