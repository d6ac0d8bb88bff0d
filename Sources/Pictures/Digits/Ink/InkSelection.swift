/// Cutting one digit's ink out of a picture's.
enum InkSelection {
  /// The ink of a piece and of the soft edge around it, in a picture just large enough.
  static func ink(of piece: InkPiece, from ink: InkPicture) -> InkPicture {
    let box = piece.box.grown(by: 1, insideWidth: ink.width, height: ink.height)
    var selected = InkPicture(width: box.width, height: box.height)
    for stretch in piece.stretches {
      let soft = stretch.grown(by: 1, insideWidth: ink.width, height: ink.height)
      selected.amounts.copyRows(
        of: ink.amounts, from: RowPlaces(start: soft.y * ink.width + soft.x, step: ink.width),
        to: RowPlaces(
          start: (soft.y - box.y) * box.width + soft.x - box.x, step: box.width),
        width: soft.width, height: soft.height)
    }
    return selected
  }

  /// The ink of all pieces in one picture, white on black: what was left out as specks is missing.
  static func shown(_ pieces: [InkPiece], of ink: InkPicture) -> GreyPicture {
    var kept = InkPicture(width: ink.width, height: ink.height)
    for stretch in pieces.lazy.flatMap({ $0.stretches }) {
      let places = RowPlaces(start: stretch.y * ink.width + stretch.x, step: ink.width)
      kept.amounts.copyRows(
        of: ink.amounts, from: places, to: places, width: stretch.width, height: 1)
    }
    return kept.whiteOnBlack
  }
}

extension InkPicture {
  /// The amounts of a piece's pixels.
  func amounts(of piece: InkPiece) -> [Float] {
    piece.stretches.flatMap { amounts[($0.y * width + $0.x)..<($0.y * width + $0.right)] }
  }
}
