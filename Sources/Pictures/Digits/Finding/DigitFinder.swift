/// Finds the digits in a picture and brings each into the form of MNIST's.
///
/// ```swift
/// let picture = try PNGReader().grey(atPath: "sheet.png", on: .contrasting)
/// for digit in DigitFinder().digits(in: picture) {
///   print(digit.box, digit.pixels28)
/// }
/// ```
public struct DigitFinder: Sendable {
  /// Makes a finder; it has no settings.
  public init() {}

  /// The digits of a picture in reading order: lines from the top, in each from the left.
  ///
  /// - Parameter picture: Ink on paper: dark on light or light on dark, one digit or many.
  /// - Returns: The digits, without their stages; none when the picture is blank, and no more
  ///   than ``mostDigits``.
  public func digits(in picture: GreyPicture) -> [FoundDigit] {
    search(picture, keepingStages: false).digits
  }

  /// The most digits that are brought into form: more than fit on a page that anybody writes.
  public static let mostDigits = 2000

  /// What was found in a picture, with the steps that all its digits share.
  public struct Search: Sendable {
    /// How many pieces of ink there are that could be digits.
    public let candidateCount: Int
    /// The steps from the picture to separate pieces of ink.
    public let stages: [PictureStage]
    /// Where the ink is; nil when there is none.
    fileprivate let found: InkFinder.Found?
    fileprivate let picture: GreyPicture
    fileprivate let keepsStages: Bool

    /// The digits in reading order, told apart by their boxes alone.
    public var digits: [FoundDigit] { lines().joined().map { $0.digit } }

    /// The digits and other marks, line by line from the top, each line from the left.
    ///
    /// - Parameter judge: Says of pixels how much of a digit they are; it decides where ink that
    ///   touches is cut, what belongs together, and what is no digit at all. Without one every
    ///   piece is taken for a digit.
    public func lines(judgedBy judge: DigitJudge? = nil) -> [[FoundPiece]] {
      guard let found else { return [] }
      let forms = PieceForms(ink: found.ink, judge: judge)
      return PageLayout(found, forms: forms).lines.enumerated().map { line, glyphs in
        glyphs.compactMap { glyph in
          digit(of: glyph.piece, in: found, forms).map { (digit: $0, glyph: glyph) }
        }
        .enumerated().map { position, found in
          FoundPiece(
            digit: found.digit, isMark: found.glyph.isMark,
            isStroke: ReadingContext.isStroke(found.glyph.piece), line: line, position: position)
        }
      }.filter { !$0.isEmpty }
    }

    /// A picture of how the ink was parted: each line of writing in a white frame, each piece in a
    /// grey one, and darker ones around the parts that wide pieces could have been cut into.
    public func layoutStage(judgedBy judge: DigitJudge? = nil) -> PictureStage? {
      guard let found else { return nil }
      let forms = PieceForms(ink: found.ink, judge: judge)
      let layout = PageLayout(found, forms: forms)
      return PictureStage(name: "4b-lines-and-cuts", picture: layout.picture(of: found, forms))
    }

    private func digit(
      of piece: InkPiece, in found: InkFinder.Found, _ forms: PieceForms
    ) -> FoundDigit? {
      guard let pixels = forms.pixels(of: piece) else { return nil }
      return FoundDigit(
        box: found.map.apply(piece.box, insideWidth: picture.width, height: picture.height),
        pixels28: pixels, stages: keepsStages ? stages(of: piece, in: found) : [])
    }

    private func stages(of piece: InkPiece, in found: InkFinder.Found) -> [PictureStage] {
      let ink = InkSelection.ink(of: piece, from: found.ink)
      guard let steps = DigitNormaliser().normalise(ink) else { return [] }
      return [
        PictureStage(name: "5-digit", picture: ink.whiteOnBlack),
        PictureStage(name: "6-thickness", picture: steps.thickened.whiteOnBlack),
        PictureStage(name: "7-fitted-20x20", picture: steps.fitted.whiteOnBlack),
        PictureStage(name: "8-centred-28x28", picture: steps.placed.whiteOnBlack),
      ]
    }
  }

  /// Finds the digits of a picture and says how it went.
  ///
  /// - Parameter keepingStages: Whether to keep a picture of every step on the way.
  public func search(_ picture: GreyPicture, keepingStages: Bool = true) -> Search {
    var stages = keepingStages ? [PictureStage(name: "1-grey", picture: picture)] : []
    let found = InkFinder().find(in: picture)
    if keepingStages, let found {
      if let sheet = found.sheet {
        stages.append(PictureStage(name: "1b-sheet", picture: sheet.whiteOnBlack))
      }
      stages += [
        PictureStage(name: "2-evenly-lit", picture: found.darkness.whiteOnBlack.inverted),
        PictureStage(name: "3-ink", picture: found.ink.whiteOnBlack),
        PictureStage(name: "4-pieces", picture: InkSelection.shown(found.pieces, of: found.ink)),
      ]
    }
    let highest = found?.pieces.map { $0.box.height }.max() ?? 0
    return Search(
      candidateCount: found?.pieces.count { 3 * $0.box.height >= highest } ?? 0, stages: stages,
      found: found, picture: picture, keepsStages: keepingStages)
  }
}
