/// Turns pieces of ink into digits to look at, and asks the judge about them.
struct PieceForms {
  let ink: InkPicture
  let judge: DigitJudge?

  /// The 28 × 28 pixels of a piece; nil without ink.
  func pixels(of piece: InkPiece) -> [UInt8]? {
    DigitNormaliser().pixels(of: InkSelection.ink(of: piece, from: ink))
  }

  /// What the judge says of a piece; nil where there is no judge.
  func opinion(of piece: InkPiece) -> DigitOpinion? {
    guard let judge else { return nil }
    return pixels(of: piece).map(judge) ?? DigitOpinion(digit: 0, none: 1)
  }
}
