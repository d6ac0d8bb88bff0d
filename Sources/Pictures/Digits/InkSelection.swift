/// Cutting one digit's ink out of a picture's.
enum InkSelection {
  /// The ink of a piece and of the soft edge around it, in a picture just large enough.
  static func ink(of piece: InkPiece, from ink: InkPicture) -> InkPicture {
    let box = piece.box.grown(by: 1, insideWidth: ink.width, height: ink.height)
    var selected = InkPicture(width: box.width, height: box.height)
    for pixel in piece.pixels {
      let x = pixel % ink.width
      let y = pixel / ink.width
      let columns = max(x - 1, box.x)..<min(x + 2, box.right)
      for row in max(y - 1, box.y)..<min(y + 2, box.bottom) {
        let start = row * ink.width
        let selectedStart = (row - box.y) * box.width - box.x
        for column in columns {
          selected.amounts[selectedStart + column] = ink.amounts[start + column]
        }
      }
    }
    return selected
  }

  /// The ink of all pieces in one picture, white on black: what was left out as specks is missing.
  static func shown(_ pieces: [InkPiece], of ink: InkPicture) -> GreyPicture {
    var kept = InkPicture(width: ink.width, height: ink.height)
    for pixel in pieces.lazy.flatMap(\.pixels) { kept.amounts[pixel] = ink.amounts[pixel] }
    return kept.whiteOnBlack
  }
}
