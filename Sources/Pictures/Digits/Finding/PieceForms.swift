/// Turns pieces of ink into digits to look at, and asks the judge about them.
///
/// What is chosen in the end has been looked at before, among other ways to part the ink; so each
/// piece is brought into form once.
final class PieceForms {
  let ink: InkPicture
  let judge: DigitJudge?
  private var known: [InkPiece: [UInt8]] = [:]

  init(ink: InkPicture, judge: DigitJudge?) {
    self.ink = ink
    self.judge = judge
  }

  /// The 28 × 28 pixels of a piece; nil without ink.
  func pixels(of piece: InkPiece) -> [UInt8]? {
    if let pixels = known[piece] { return pixels }
    let pixels = DigitNormaliser().pixels(of: InkSelection.ink(of: piece, from: ink))
    known[piece] = pixels
    return pixels
  }

  /// What the judge says of a piece; nil where there is no judge.
  func opinion(of piece: InkPiece) -> DigitOpinion? {
    guard let judge else { return nil }
    return pixels(of: piece).map(judge) ?? DigitOpinion(digit: 0, none: 1)
  }
}
