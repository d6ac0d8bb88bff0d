import NetworkDescription
import Testing

@testable import Pictures

@Suite("What the whole page says of a piece")
struct PageContextTests {
  /// Which digits a judge to whom everything is a digit leaves, by the heights of their boxes.
  private func heights(in drawing: Drawing) -> [[Int]] {
    let search = DigitFinder().search(drawing.picture, keepingStages: false)
    return search.lines { _ in DigitOpinion(digit: 0.98, none: 0.01) }
      .map { $0.filter { !$0.isMark }.map(\.digit.box.height) }.filter { !$0.isEmpty }
  }

  /// Three digits, 70 pixels high, in the upper half of a page.
  private var page: Drawing {
    var drawing = Drawing(width: 420, height: 300)
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.digit(digit, x: Double(40 + 110 * place), y: 40, side: 70, pen: 9)
    }
    return drawing
  }

  @Test("What is left of a ruling, a stain, and a speck that stands alone are no digits")
  func stray() {
    let alone = heights(in: page)
    #expect(alone.map(\.count) == [3])
    var ruled = page
    ruled.stroke([(60, 180), (62, 250)], pen: 1.2)
    #expect(heights(in: ruled) == alone)
    var stained = page
    stained.dot(x: 300, y: 220, radius: 46)
    #expect(heights(in: stained) == alone)
    var speckled = page
    speckled.stroke([(200, 220), (200, 228)], pen: 7)
    #expect(heights(in: speckled) == alone)
  }

  @Test("Where no digit is sure, what is lower than fourteen pixels is a speck")
  func unsureSpecks() {
    var drawing = Drawing(width: 300, height: 200)
    drawing.stroke([(80, 60), (80, 100)], pen: 6)
    drawing.stroke([(200, 150), (200, 155)], pen: 5)
    func heights(digit: Double) -> [Int] {
      DigitFinder().search(drawing.picture, keepingStages: false)
        .lines { _ in DigitOpinion(digit: digit, none: 0.01) }
        .joined().filter { !$0.isMark }.map(\.digit.box.height)
    }
    #expect(heights(digit: 0.6).count == 1)
    #expect(heights(digit: 0.6).allSatisfy { $0 > 30 })
  }

  @Test("A 1 by the same pen, and digits half as high, are digits")
  func written() {
    var drawing = page
    drawing.stroke([(380, 40), (380, 110)], pen: 9)
    for (place, digit) in [5, 0].enumerated() {
      drawing.digit(digit, x: Double(40 + 60 * place), y: 200, side: 36, pen: 6)
    }
    #expect(heights(in: drawing).map(\.count) == [4, 2])
  }

  @Test("What the border cuts is none if it is much higher or lower than the digits")
  func border() {
    let alone = heights(in: page)
    var edge = page
    edge.stroke([(414, 130), (419, 299)], pen: 8)
    #expect(heights(in: edge) == alone)
    var corner = Drawing(width: 300, height: 300)
    corner.digit(2, x: 100, y: 90, side: 110, pen: 10)
    corner.stroke([(292, 299), (296, 274)], pen: 9)
    #expect(heights(in: corner).map(\.count) == [1])
  }

  @Test("What fills a corner of the picture and is no sure digit belongs to something else")
  func corner() {
    var drawing = Drawing(width: 300, height: 300)
    drawing.digit(2, x: 150, y: 140, side: 110, pen: 10)
    for side in stride(from: 4.0, to: 72, by: 4) {
      drawing.stroke([(1, side), (side, 1)], pen: 5)
    }
    func marks(corner: Double) -> [Bool] {
      DigitFinder().search(drawing.picture, keepingStages: false).lines { pixels in
        // The corner is mostly ink.
        let isCorner = pixels.count { $0 > 100 } > 140
        return DigitOpinion(digit: isCorner ? corner : 0.98, none: 0.01)
      }.joined().map(\.isMark)
    }
    #expect(marks(corner: 0.6) == [true, false])
    #expect(marks(corner: 0.95) == [false, false])
  }

  @Test("What stands out beside many digits of one size does not make parts of them")
  func measure() {
    var drawing = Drawing(width: 420, height: 500)
    for row in 0..<4 {
      for (place, digit) in [4, 2, 7, 0].enumerated() {
        drawing.digit(
          digit, x: Double(30 + 70 * place), y: Double(30 + 90 * row), side: 44, pen: 5)
      }
    }
    // The edge of what lies beside the paper.
    drawing.stroke([(396, 60), (400, 200), (392, 300), (400, 350)], pen: 24)
    let lines = heights(in: drawing)
    #expect(lines.map { $0.filter { $0 < 60 }.count } == [4, 4, 4, 4])
  }

  /// Whether each piece of a row is a mark, where the judge holds it for none with these probabilities.
  private func marks(none: [Double]) -> [Bool] {
    var drawing = Drawing(width: 110 * none.count, height: 130)
    let digits = [4, 2, 7, 0]
    for place in none.indices {
      drawing.digit(
        digits[place % 4], x: Double(20 + 110 * place), y: 30, side: 70, pen: 9)
    }
    let search = DigitFinder().search(drawing.picture, keepingStages: false)
    let pieces = search.lines().joined().map(\.digit.pixels28)
    return search.lines { pixels in
      let none = pieces.firstIndex(of: pixels).map { none[$0] } ?? 0
      return DigitOpinion(digit: 1 - none, none: none)
    }.joined().map(\.isMark)
  }

  @Test("Among digits what is none has to be twice as likely as the digit that it could be")
  func amongDigits() {
    #expect(marks(none: [0.01, 0.6, 0.02]) == [false, false, false])
    #expect(marks(none: [0.01, 0.7, 0.02]) == [false, true, false])
    // Two letters and two digits are no page of digits.
    #expect(marks(none: [0.01, 0.6, 0.02, 0.8]) == [false, true, false, true])
  }

  @Test("A dark thing at the picture's border hides no digits, nor makes light ones of them")
  func thing() throws {
    var drawing = Drawing(width: 520, height: 390, paper: 210, ink: 60)
    for place in 0..<8 {
      drawing.digit([4, 2, 7, 0][place % 4], x: Double(60 + 52 * place), y: 60, side: 30, pen: 3)
    }
    drawing.ink = 45
    // It fills the lower part up to the right border, but for a narrow strip of paper at the left.
    for y in stride(from: 290.0, to: 388, by: 3) {
      drawing.stroke([(y < 310 ? 60 : 40, y), (516, y)], pen: 6)
    }
    let found = try #require(InkFinder().find(in: drawing.picture))
    #expect(found.inkIsDark)
    #expect(heights(in: drawing).map(\.count) == [8])
  }

  /// Digits on cardboard, whose grain is coarser than a pixel.
  ///
  /// - Parameter ink: The brightness of strokes.
  private func cardboard(ink: UInt8) -> GreyPicture {
    var drawing = Drawing(width: 400, height: 300, paper: 190, ink: ink)
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.digit(digit, x: Double(60 + 100 * place), y: 110, side: 70, pen: 7)
    }
    var random = SeededRandom(seed: 5).sequence(.data, layer: 0, step: 0)
    var grain = InkPicture(width: 400, height: 300)
    grain.amounts = grain.amounts.map { _ in Float(random.nextNormal()) }
    grain = LocalMean.blurred(LocalMean.blurred(grain, radius: 1), radius: 1)
    var picture = drawing.picture
    for y in 0..<300 {
      for x in 0..<400 {
        picture[x, y] = UInt8(min(max(Float(picture[x, y]) + 52 * grain[x, y], 0), 255))
      }
    }
    return picture
  }

  @Test("Coarse grain by the thousand is no ink, the digits on it are")
  func grain() throws {
    let found = try #require(InkFinder().find(in: cardboard(ink: 110)))
    let large = found.pieces.filter { $0.box.height > 20 }
    #expect(large.count == 3)
    #expect(found.pieces.count < 60, "\(found.pieces.count)")
  }
}
