extension PictureSheet {
  /// How heavy letters are.
  public enum TextWeight: Sendable {
    /// For words.
    case regular
    /// For headings.
    case bold

    var typeface: Typeface { self == .regular ? .regular : .bold }
  }

  /// The size of letters where nothing else is said: pixels from line to line, set solid.
  public static let usualTextSize = 14.0

  /// Writes one line of text with soft edges, the top left corner of its capitals at (x, y).
  ///
  /// Capitals stand on a whole row, and small letters are a whole number of rows high, so that
  /// little words stay sharp. Letters that the typeface lacks look like `?`.
  ///
  /// - Parameter size: Pixels of an em.
  public mutating func write(
    _ text: String, x: Double, y: Double, colour: Colour = .black, size: Double = usualTextSize,
    weight: TextWeight = .regular
  ) {
    let typeface = weight.typeface
    let heights = size * Self.stretch(size)
    let baseline = (y + Double(Self.textHeight(size: size))).rounded()
    var pen = x
    for letter in text.unicodeScalars {
      let glyph = typeface.glyph(letter)
      let outlines = glyph.contours.map { contour in
        contour.map { (x: pen + $0.x * size, y: baseline - $0.y * heights) }
      }
      fill(outlines, colour: colour)
      pen += glyph.advance * size
    }
  }

  /// The same at a whole pixel.
  public mutating func write(
    _ text: String, x: Int, y: Int, colour: Colour = .black, size: Double = usualTextSize,
    weight: TextWeight = .regular
  ) {
    write(text, x: Double(x), y: Double(y), colour: colour, size: size, weight: weight)
  }

  /// How many columns a line of text takes.
  public static func textWidth(
    _ text: String, size: Double = usualTextSize, weight: TextWeight = .regular
  ) -> Int {
    Int((weight.typeface.width(of: text) * size).rounded(.up))
  }

  /// How many rows capital letters take; some letters reach below them by a third of that.
  public static func textHeight(size: Double = usualTextSize) -> Int {
    Int((Typeface.capHeight * size * stretch(size)).rounded())
  }

  /// How much higher letters are drawn, so that small ones fill whole rows.
  private static func stretch(_ size: Double) -> Double {
    let rows = Typeface.xHeight * size
    return rows > 0 ? max(rows.rounded(), 1) / rows : 1
  }

  /// Fills closed outlines, whose insides are where they wind around.
  mutating func fill(_ outlines: [[Place]], colour: Colour) {
    let points = outlines.flatMap(\.self)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
      let top = points.map(\.y).min(), let bottom = points.map(\.y).max(),
      right > 0, bottom > 0, left < Double(picture.width), top < Double(picture.height)
    else { return }
    let (firstColumn, firstRow) = (Int(left.rounded(.down)), Int(top.rounded(.down)))
    var coverage = AreaCoverage(
      width: Int(right.rounded(.up)) - firstColumn, height: Int(bottom.rounded(.up)) - firstRow)
    for outline in outlines {
      coverage.add(outline.map { ($0.x - Double(firstColumn), $0.y - Double(firstRow)) })
    }
    for y in 0..<coverage.height {
      for (x, share) in coverage.row(y).enumerated() where share > 0 {
        blend(colour, x: firstColumn + x, y: firstRow + y, share: share)
      }
    }
  }
}
