/// The lines of a page: which pieces of ink are digits, and in which order they are read.
struct PageLayout {
  /// The lines from the top, each from the left.
  let lines: [[WrittenPiece]]

  init(_ found: InkFinder.Found, forms: PieceForms) {
    let (width, height) = (found.ink.width, found.ink.height)
    if SmallPicture.isOne(width: width, height: height) {
      lines = [SmallPicture.glyphs(of: found.pieces, forms: forms)]
      return
    }
    let pieces = Array(Self.withoutSpecks(found.pieces).prefix(DigitFinder.mostDigits))
    let digits = BrokenDigits(pieces, forms: forms)
    let choice = GlyphChoice(forms: forms)
    let lines = WritingLines.find(among: digits.digits).map(choice.glyphs)
    guard forms.judge != nil else {
      // Without a judge nothing is a mark, so points and dashes are left out.
      self.lines = lines
      return
    }
    let page = PageContext(lines, forms: forms)
    self.lines = Self.adding(
      digits.marks, to: page?.marked(lines) ?? PageContext.withoutSpecks(lines))
  }

  /// Grain and dust: pieces that are far smaller than what is written.
  private static func withoutSpecks(_ pieces: [InkPiece]) -> [InkPiece] {
    let highest = pieces.map { $0.box.height }.max() ?? 0
    // A thing that lies on the paper has more ink than any digit of its height.
    let tall = pieces.filter { 2 * $0.box.height >= highest }.map { piece in
      Float(min(piece.area, piece.box.height * piece.box.height / 2))
    }
    let usual = Double(percentile(0.5, of: tall))
    return pieces.filter { Double($0.area) >= 0.004 * usual && ($0.area > 2 || usual < 40) }
  }

  /// Points and dashes stand in the line that they are nearest to.
  private static func adding(_ marks: [InkPiece], to lines: [[WrittenPiece]]) -> [[WrittenPiece]] {
    var lines = lines
    for mark in marks {
      let glyph = WrittenPiece(piece: mark, isMark: true)
      let nearest = lines.indices.min {
        distance(mark, lines[$0]) < distance(mark, lines[$1])
      }
      guard let nearest else {
        lines.append([glyph])
        continue
      }
      let place = lines[nearest].firstIndex { $0.piece.box.x > mark.box.x }
      lines[nearest].insert(glyph, at: place ?? lines[nearest].count)
    }
    return lines
  }

  private static func distance(_ mark: InkPiece, _ line: [WrittenPiece]) -> Int {
    line.map { glyph in
      max(
        -mark.box.sharedColumns(with: glyph.piece.box), -mark.box.sharedRows(with: glyph.piece.box))
    }.min() ?? .max
  }

  /// The pieces with frames around lines, pieces, and the parts that were considered.
  func picture(of found: InkFinder.Found, _ forms: PieceForms) -> GreyPicture {
    var picture = InkSelection.shown(found.pieces, of: found.ink)
    let choice = GlyphChoice(forms: forms)
    for line in lines {
      guard let first = line.first else { continue }
      let box = line.reduce(first.piece.box) { $0.union($1.piece.box) }
      for part in choice.considered(in: line.map({ $0.piece })) {
        picture.outline(part.box, grey: 90)
      }
      for written in line { picture.outline(written.piece.box, grey: 160) }
      picture.outline(
        box.grown(by: 3, insideWidth: picture.width, height: picture.height), grey: 255)
    }
    return picture
  }
}

extension GreyPicture {
  /// Draws the border of a box.
  fileprivate mutating func outline(_ box: PixelBox, grey: UInt8) {
    for x in box.x..<box.right {
      self[x, box.y] = grey
      self[x, box.bottom - 1] = grey
    }
    for y in box.y..<box.bottom {
      self[box.x, y] = grey
      self[box.right - 1, y] = grey
    }
  }
}
