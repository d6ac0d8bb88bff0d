/// What a piece's neighbours say of it: an l among letters is no 1, and a stroke that leans further
/// and reaches further than the digits beside it is no 1 either.
enum ReadingContext {
  /// In a word with this share of letters the rest are letters as well.
  static let letterShare = 0.4
  /// What is taken for a digit and is likelier than this to be none could well be a letter.
  static let doubt = 0.08
  /// What is less likely than this to be none is surely a digit, if it is as high as the rest.
  static let sureDigit = 0.04
  /// Beside letters a digit has at least this share of the word's height: it is as high as a capital.
  static let digitHeight = 0.75
  /// With so many times as many letters as sure digits these are letters as well.
  static let mostLetters = 3
  /// A word is parted from the next by a gap of this share of its height.
  static let wordGap = 0.45
  /// The stroke of a fraction or date is so many times as high as the highest digits beside it, and leans by
  /// this many columns a row; or by less, if that is so much further than the digits lean.
  static let strokeHeight: Float = 1.1
  static let strokeLean = 0.28
  static let leastLean = 0.2
  static let leansFurther = 0.3
  /// How far a round bracket bends, as a share of its height.
  static let bracketBend = 0.1
  /// What is further from an arc than this share of its length is more than one stroke.
  static let mostSway = 0.08
  /// A stroke that is this many times as high as the highest digits beside it is no 1.
  static let barHeight: Float = 1.4

  /// A line's glyphs, with those that their neighbours make marks.
  static func marked(_ glyphs: [WrittenPiece]) -> [WrittenPiece] {
    words(withStrokes(words(glyphs).flatMap(withLetters))).flatMap(withBrackets)
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

  /// Takes a word of letters for marks, but not the digits in a mixture of both, such as a3b7.
  private static func withLetters(_ word: [WrittenPiece]) -> [WrittenPiece] {
    let height = word.map { $0.piece.box.height }.max() ?? 0
    func isLow(_ glyph: WrittenPiece) -> Bool {
      Double(glyph.piece.box.height) < digitHeight * Double(height)
    }
    let letters = word.count { $0.isMark && $0.piece.box.height * 2 > $0.piece.box.width }
    let couldBe = word.count { !$0.isMark && ($0.none > doubt || isLow($0)) }
    guard letters > 0, letters + couldBe > 1,
      Double(letters + couldBe) >= letterShare * Double(word.count)
    else { return word }
    // A plain stroke is an l as well as a 1.
    let sure = word.count {
      !$0.isMark && $0.none < sureDigit && !isLow($0) && !isStroke($0.piece)
    }
    let isWord = letters + couldBe > mostLetters * sure
    return word.map { isWord || $0.none > doubt ? $0.asMark : $0 }
  }

  /// Marks pairs of round brackets: strokes that bend away from what is between them.
  private static func withBrackets(_ glyphs: [WrittenPiece]) -> [WrittenPiece] {
    var glyphs = glyphs
    var open: Int?
    for index in glyphs.indices where isStroke(glyphs[index].piece) {
      let bend = WrittenStroke(glyphs[index].piece).bend
      if bend < -bracketBend { open = index }
      guard bend > bracketBend, let start = open, index > start + 1 else { continue }
      for bracket in [start, index] { glyphs[bracket] = glyphs[bracket].asMark }
      open = nil
    }
    return glyphs
  }

  private static func withStrokes(_ glyphs: [WrittenPiece]) -> [WrittenPiece] {
    let digits = glyphs.filter { !$0.isMark && !isStroke($0.piece) }
    guard digits.count >= 2 else { return glyphs }
    // A 1 is as high as the highest digits beside it, however low a wide 2 or 5 may be.
    let height = percentile(0.9, of: digits.map { Float($0.piece.box.height) })
    let slant = percentile(0.5, of: digits.map { Float($0.piece.slant) })
    return glyphs.indices.map { index in
      let piece = glyphs[index].piece
      guard isStroke(piece) else { return glyphs[index] }
      let tall = Float(piece.box.height) / height
      let lean = WrittenStroke(piece).lean
      let leans =
        lean >= strokeLean || lean >= leastLean && lean - Double(slant) >= leansFurther
      let isSlash = tall > strokeHeight && leans && isBetween(index, glyphs)
      // What is left of a frame, or a bar, reaches still further.
      return isSlash || tall > barHeight ? glyphs[index].asMark : glyphs[index]
    }
  }

  /// Whether a glyph has others close to it on both sides, as the stroke of a fraction or date has.
  private static func isBetween(_ index: Int, _ glyphs: [WrittenPiece]) -> Bool {
    guard index > 0, index + 1 < glyphs.count else { return false }
    let box = glyphs[index].piece.box
    return [glyphs[index - 1], glyphs[index + 1]].allSatisfy {
      Double(-box.sharedColumns(with: $0.piece.box)) <= 0.6 * Double(box.height)
    }
  }

  /// Whether a piece is one stroke, straight or bent to one side: in each row one stretch, and all
  /// about as wide.
  static func isStroke(_ piece: InkPiece) -> Bool {
    guard piece.stretches.count <= piece.box.height + piece.box.height / 10 else { return false }
    let widest = 2.5 * piece.meanStretch
    return piece.stretches.allSatisfy { Double($0.width) <= widest }
      && WrittenStroke(piece).sway <= mostSway
  }
}
