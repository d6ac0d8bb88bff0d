/// What a piece's neighbours say of it: an l among letters is no 1, and a stroke that leans further
/// and reaches further than the digits beside it is no 1 either.
enum ReadingContext {
  /// In a word with this share of letters the rest are letters as well.
  static let letterShare = 0.4
  /// A word is parted from the next by a gap of this share of its height.
  static let wordGap = 0.45
  /// A stroke of a fraction leans by this many columns a row.
  static let strokeLean = 0.28

  /// A line's glyphs, with those that their neighbours make marks.
  static func marked(_ glyphs: [WrittenPiece]) -> [WrittenPiece] {
    withStrokes(words(glyphs).flatMap(withLetters))
  }

  private static func words(_ glyphs: [WrittenPiece]) -> [[WrittenPiece]] {
    var words: [[WrittenPiece]] = []
    for glyph in glyphs {
      let height = Double(glyph.piece.box.height)
      let isNear =
        words.last?.last.map { last in
          Double(-last.piece.box.sharedColumns(with: glyph.piece.box))
            <= wordGap * max(height, Double(last.piece.box.height))
        } ?? false
      if isNear { words[words.count - 1].append(glyph) } else { words.append([glyph]) }
    }
    return words
  }

  private static func withLetters(_ word: [WrittenPiece]) -> [WrittenPiece] {
    let letters = word.count { $0.isMark && $0.piece.box.height * 2 > $0.piece.box.width }
    guard letters > 1, Double(letters) >= letterShare * Double(word.count) else { return word }
    return word.map { WrittenPiece(piece: $0.piece, isMark: true) }
  }

  private static func withStrokes(_ glyphs: [WrittenPiece]) -> [WrittenPiece] {
    let digits = glyphs.filter { !$0.isMark && !isStroke($0.piece) }
    guard digits.count >= 2 else { return glyphs }
    let height = percentile(0.5, of: digits.map { Float($0.piece.box.height) })
    return glyphs.map { glyph in
      let isTall = Float(glyph.piece.box.height) > 1.12 * height
      let isMark = isTall && isStroke(glyph.piece) && lean(of: glyph.piece) >= strokeLean
      return isMark ? WrittenPiece(piece: glyph.piece, isMark: true) : glyph
    }
  }

  /// Whether a piece is one straight stroke: in each row one stretch, and all about as wide.
  static func isStroke(_ piece: InkPiece) -> Bool {
    guard piece.stretches.count <= piece.box.height + piece.box.height / 10 else { return false }
    let mean = Double(piece.area) / Double(piece.stretches.count)
    return piece.stretches.allSatisfy { Double($0.width) <= 2.5 * mean }
  }

  /// How many columns to the right a stroke moves from one row up to the next.
  private static func lean(of piece: InkPiece) -> Double {
    guard let low = piece.stretches.max(by: { $0.y < $1.y }),
      let high = piece.stretches.min(by: { $0.y < $1.y }), low.y > high.y
    else { return 0 }
    let columns = Double(2 * high.x + high.width - 2 * low.x - low.width) / 2
    return columns / Double(low.y - high.y)
  }
}
