/// What lies around a sheet of paper in a photograph: a table, a page's edge, a shadow of the hand.
enum PaperFrame {
  /// A piece that runs along more than this share of the picture's border may be a frame.
  static let borderShare = 0.15
  /// A digit inside of a frame is at least this share of the picture's shorter side.
  static let leastDigit = 0.1

  /// The pieces that run along the picture's border; none in small pictures, which digits fill.
  static func pieces(among pieces: [InkPiece], width: Int, height: Int) -> [InkPiece] {
    guard min(width, height) >= Polarity.smallSide else { return [] }
    let border = Double(2 * (width + height) - 4)
    return pieces.filter { piece in
      let touching = piece.pixels.count { pixel in
        let x = pixel % width
        let y = pixel / width
        return x == 0 || y == 0 || x == width - 1 || y == height - 1
      }
      return Double(touching) > borderShare * border
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
