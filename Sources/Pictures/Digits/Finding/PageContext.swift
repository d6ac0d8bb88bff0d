/// What all that is written on a page says of a piece: one hand wrote it, with one pen.
///
/// Rulings leave thin strokes behind, stains are thicker than any stroke, a speck stands alone, and what
/// is higher than the digits and cut off by the picture's border belongs to something else, as does what
/// fills a corner. Where hardly anything but digits is written, what could be one is.
struct PageContext {
  /// So many digits tell what the pen is like.
  static let leastDigits = 3
  /// What is surer than this to be a digit is one of them.
  static let sure = 0.9
  /// A stroke that is thinner than this share of the pen is what is left of a ruling.
  static let thin = 0.27
  /// What is so many times as thick as the pen is a stain.
  static let thick = 4.0
  /// What stands alone and has less than this share of the digits' height is a speck.
  static let low = 0.25
  /// What the border cuts is no digit if it is so many times as high as they are.
  static let high = 1.4
  /// What the border cuts is none if it has less than this share of their height, even where there is but
  /// one of them.
  static let cut = 0.5

  /// What is as high as a letter or digit has a share of the digits' height between these.
  static let likeDigits = 0.6...1.6
  /// A page with at least two digits, and so many times as many as there are letters, is one of digits.
  static let mostlyDigits = 2
  /// There what is none has to be so many times as likely as the digit that it could be.
  static let surelyNone = 2.0

  /// Where no digit is sure, what is lower than so many pixels is a speck.
  static let leastHeight = 14

  private let forms: PieceForms
  private let isOfDigits: Bool
  private let knowsPen: Bool
  private let pen: Double
  private let height: Double

  /// - Returns: nil where no digit is sure.
  init?(_ lines: [[WrittenPiece]], forms: PieceForms) {
    // Plain strokes are what is in question.
    let digits = lines.joined().filter { written in
      !written.isMark && !ReadingContext.isStroke(written.piece)
        && Self.isSure(written.piece, forms)
    }
    guard !digits.isEmpty else { return nil }
    knowsPen = digits.count >= Self.leastDigits
    pen = Double(percentile(0.5, of: digits.map { Float($0.piece.meanStretch) }))
    height = Double(percentile(0.5, of: digits.map { Float($0.piece.box.height) }))
    self.forms = forms
    let height = height
    let letters = lines.joined().count { $0.isMark && Self.isHigh($0.piece, as: height) }
    isOfDigits = digits.count >= Self.mostlyDigits * max(letters, 1)
  }

  /// The lines, with what cannot be part of the writing as marks, and what could well be a digit among
  /// digits as one.
  func marked(_ lines: [[WrittenPiece]]) -> [[WrittenPiece]] {
    lines.map { line in
      let isAlone = line.count { !$0.isMark } == 1
      return line.map { written in
        if isStray(written.piece, isAlone: isAlone) { return written.asMark }
        return couldBeDigit(written) ? written.asDigit : written
      }
    }
  }

  /// The lines of a page where no digit is sure, with its specks as marks.
  static func withoutSpecks(_ lines: [[WrittenPiece]]) -> [[WrittenPiece]] {
    lines.map { $0.map { $0.piece.box.height < leastHeight ? $0.asMark : $0 } }
  }

  private static func isSure(_ piece: InkPiece, _ forms: PieceForms) -> Bool {
    forms.opinion(of: piece).map { $0.digit > sure } ?? false
  }

  private static func isHigh(_ piece: InkPiece, as height: Double) -> Bool {
    likeDigits.contains(Double(piece.box.height) / height)
  }

  /// Whether a mark as high as the digits could well be one, where it was no neighbour that made it one.
  private func couldBeDigit(_ written: WrittenPiece) -> Bool {
    guard isOfDigits, written.isMark, Self.isHigh(written.piece, as: height),
      let opinion = forms.opinion(of: written.piece), opinion.isMark
    else { return false }
    return Self.surelyNone * opinion.digit > opinion.none
  }

  @inline(never)  // The page's engine is shorter by that.
  private func isStray(_ piece: InkPiece, isAlone: Bool) -> Bool {
    let share = Double(piece.box.height) / height
    let (width, height) = (forms.ink.width, forms.ink.height)
    let isCut = piece.box.touchesBorder(ofWidth: width, height: height)
    if share < Self.cut && isCut { return true }
    if piece.box.liesInCorner(ofWidth: width, height: height), !Self.isSure(piece, forms) {
      return true
    }
    guard knowsPen else { return false }
    let thickness = piece.meanStretch / pen
    return thickness > Self.thick
      || thickness < Self.thin && ReadingContext.isStroke(piece)
      || share < Self.low && isAlone
      || share > Self.high && isCut
  }
}
