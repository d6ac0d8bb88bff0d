import Testing

@testable import Pictures

@Suite("What a piece's neighbours say of it")
struct NeighbourTests {
  /// The pieces of a drawing from left to right, none of them a mark.
  private func glyphs(of drawing: Drawing) -> [WrittenPiece] {
    let picture = drawing.picture
    return ConnectedPieces.find(
      in: picture.pixels.map { $0 < 128 }, width: picture.width, height: picture.height
    ).sorted { $0.box.x < $1.box.x }.map { WrittenPiece(piece: $0, isMark: false) }
  }

  /// Two rings, and a stroke between them.
  ///
  /// - Parameter gap: How far the rings are apart.
  private func rings(
    _ stroke: [(x: Double, y: Double)], gap: Double = 60
  ) -> [WrittenPiece] {
    var drawing = Drawing(width: 400, height: 160)
    drawing.digit(0, x: 165 - gap, y: 50, side: 60, pen: 6)
    drawing.stroke(stroke, pen: 6)
    drawing.digit(0, x: 165 + gap, y: 50, side: 60, pen: 6)
    return ReadingContext.marked(glyphs(of: drawing))
  }

  @Test(
    "A slanted stroke is a fraction's if it reaches further than digits close by, otherwise a 1")
  func slash() {
    #expect(rings([(183, 120), (207, 41)]).map(\.isMark) == [false, true, false])
    #expect(rings([(185, 110), (205, 50)]).map(\.isMark) == [false, false, false])
    #expect(rings([(183, 120), (207, 41)], gap: 130).allSatisfy { !$0.isMark })
  }

  @Test("A stroke that leans little is a fraction's beside digits that lean back, otherwise a 1")
  func leaningBack() {
    func isMark(_ stroke: [(x: Double, y: Double)], digitsLean lean: Double) -> Bool {
      var drawing = Drawing(width: 330, height: 160)
      for x in [100.0, 230] {
        let (foot, head) = (x - lean / 2, x + lean / 2)
        drawing.stroke(
          [(foot, 110), (head, 50), (head + 26, 50), (foot + 26, 110), (foot, 110)], pen: 6)
      }
      drawing.stroke(stroke, pen: 6)
      return ReadingContext.marked(glyphs(of: drawing))[1].isMark
    }
    let stroke = [(172.0, 118.0), (191, 40)]
    #expect(isMark(stroke, digitsLean: -12))
    #expect(!isMark(stroke, digitsLean: 0))
    #expect(!isMark(stroke, digitsLean: 15))
    // No higher than the digits, it is a 1 of any hand.
    #expect(!isMark([(174, 110), (189, 50)], digitsLean: -12))
  }

  @Test("The slant of a piece is the columns that its ink moves from one row up to the next")
  func slant() throws {
    var drawing = Drawing(width: 330, height: 160)
    drawing.stroke([(50, 120), (80, 30)], pen: 6)
    drawing.stroke([(120, 120), (150, 30), (190, 30), (160, 120), (120, 120)], pen: 6)
    drawing.digit(0, x: 220, y: 50, side: 60, pen: 6)
    let slants = glyphs(of: drawing).map(\.piece.slant)
    try #require(slants.count == 3)
    #expect(abs(slants[0] - 1.0 / 3) < 0.02)
    #expect(abs(slants[1] - 1.0 / 3) < 0.05)
    #expect(abs(slants[2]) < 0.02)
  }

  @Test("A slanted 3 that reaches further than the digits close by is no stroke of a fraction")
  func swayingStroke() {
    let three = [(180.0, 120.0), (207, 105), (184, 80), (212, 60), (206, 41)]
    #expect(rings(three).map(\.isMark) == [false, false, false])
  }

  @Test("An upright bar far higher than the digits beside it is a mark, a high 1 is a digit")
  func bar() {
    #expect(rings([(195, 130), (195, 30)]).map(\.isMark) == [false, true, false])
    #expect(rings([(195, 115), (195, 45)]).map(\.isMark) == [false, false, false])
  }

  /// Whether a stroke alone is taken for a mark by a judge to whom everything is a 1.
  private func isMark(_ stroke: [(x: Double, y: Double)], pen: Double = 6) -> Bool {
    var drawing = Drawing(width: 300, height: 200)
    drawing.stroke(stroke, pen: pen)
    let ink = InkPicture(brightnessOf: drawing.picture.inverted)
    let forms = PieceForms(ink: ink) { _ in DigitOpinion(digit: 1, none: 0) }
    let glyphs = GlyphChoice(forms: forms).glyphs(of: glyphs(of: drawing).map(\.piece))
    return glyphs.allSatisfy(\.isMark)
  }

  @Test("A stroke that leans further than a 1, or is too low to be read, is a mark")
  func lines() {
    #expect(!isMark([(140, 60), (140, 150)]))
    #expect(!isMark([(80, 150), (160, 60)]))
    #expect(isMark([(60, 130), (190, 60)]))
    #expect(isMark([(140, 100), (140, 101)], pen: 3))
  }

  @Test("Round brackets around a digit are marks, and so neither is a 1")
  func brackets() {
    var drawing = Drawing(width: 260, height: 160)
    drawing.stroke([(60, 30), (44, 55), (40, 80), (44, 105), (60, 130)], pen: 6)
    drawing.digit(0, x: 75, y: 50, side: 60, pen: 6)
    drawing.stroke([(150, 30), (166, 55), (170, 80), (166, 105), (150, 130)], pen: 6)
    #expect(ReadingContext.marked(glyphs(of: drawing)).map(\.isMark) == [true, false, true])
  }

  /// A word of rings, each 60 or fewer pixels high, the first ones of which are letters.
  private func word(_ heights: [Double], letters: Int, none: [Double]) -> [Bool] {
    var drawing = Drawing(width: 60 * heights.count + 60, height: 130)
    for (place, height) in heights.enumerated() {
      drawing.digit(0, x: Double(20 + 42 * place), y: 90 - height, side: height, pen: 6)
    }
    var word = glyphs(of: drawing)
    for index in word.indices {
      word[index].isMark = index < letters
      word[index].none = none[index]
    }
    return ReadingContext.marked(word).map(\.isMark)
  }

  @Test("Beside a letter, what could be a letter is one; what is surely a digit is not")
  func letters() {
    #expect(word([60, 60, 60], letters: 1, none: [1, 0, 0]) == [true, false, false])
    #expect(word([60, 60, 60], letters: 1, none: [1, 0.1, 0]) == [true, true, false])
    #expect(word([60, 60, 60, 60], letters: 2, none: [1, 1, 0, 0]) == [true, true, false, false])
    #expect(word([60, 60, 60], letters: 1, none: [1, 0.1, 0.05]) == [true, true, true])
  }

  @Test("What is low beside a letter is one as well, and with many letters so is a sure digit")
  func lowLetters() {
    #expect(word([60, 40, 40], letters: 1, none: [1, 0, 0]) == [true, true, true])
    #expect(
      word([60, 60, 60, 60, 60], letters: 4, none: [1, 1, 1, 1, 0])
        == [true, true, true, true, true])
  }

  @Test("A dot above or below a stroke's end makes a mark of it, a bar beside a 5 does not")
  func dots() {
    func likesAll(_ pixels: [UInt8]) -> DigitOpinion { DigitOpinion(digit: 0.9, none: 0.05) }
    func marks(_ draw: (inout Drawing) -> Void) -> [Bool] {
      var drawing = Drawing(width: 200, height: 160)
      draw(&drawing)
      let search = DigitFinder().search(drawing.picture, keepingStages: false)
      return search.lines(judgedBy: likesAll).joined().map(\.isMark)
    }
    let small = marks { drawing in
      drawing.stroke([(100, 60), (100, 130)], pen: 10)
      drawing.dot(x: 100, y: 42, radius: 5.5)
    }
    let question = marks { drawing in
      drawing.stroke([(70, 50), (90, 30), (120, 40), (120, 60), (98, 80), (98, 100)], pen: 10)
      drawing.dot(x: 98, y: 122, radius: 5.5)
    }
    #expect(small == [true])
    #expect(question == [true])
    #expect(marks { $0.digit(5, x: 60, y: 40, side: 90, pen: 10) } == [false])
  }
}
