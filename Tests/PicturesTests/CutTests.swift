import Foundation
import Testing

@testable import Pictures

@Suite("Ink that a judge parts and joins")
struct CutTests {
  /// Takes what is about as wide and high as a ring for a digit, and anything else for none.
  private func likesRings(_ pixels: [UInt8]) -> DigitOpinion {
    let columns = Set(pixels.indices.filter { pixels[$0] > 100 }.map { $0 % 28 }).count
    let rows = Set(pixels.indices.filter { pixels[$0] > 100 }.map { $0 / 28 }).count
    let isRound = rows == 20 && (9...13).contains(columns)
    return DigitOpinion(digit: isRound ? 0.98 : 0.01, none: isRound ? 0.01 : 0.98)
  }

  private func rings(_ count: Int) -> GreyPicture {
    var drawing = Drawing(width: 60 * count + 60, height: 130)
    for place in 0..<count {
      drawing.digit(0, x: Double(30 + 32 * place), y: 30, side: 60, pen: 6)
    }
    return drawing.picture
  }

  @Test("Rings that touch are one piece without a judge, and cut where one likes rings")
  func touching() {
    for count in 2...4 {
      let search = DigitFinder().search(rings(count), keepingStages: false)
      #expect(search.digits.count == 1)
      let cut = search.lines(judgedBy: likesRings)
      #expect(cut.map { $0.filter { !$0.isMark }.count } == [count])
    }
  }

  @Test("A path through a piece costs little where the piece is thin, and parts hold all ink")
  func paths() throws {
    let mask = rings(2).pixels.map { $0 < 128 }
    let piece = try #require(ConnectedPieces.find(in: mask, width: 180, height: 130).first)
    let parts = CutPaths.parts(of: piece, stroke: 6)
    #expect(parts.count >= 2)
    #expect(parts.reduce(0) { $0 + $1.piece.area } == piece.area)
    let middle = piece.box.x + piece.box.width / 2
    #expect(parts.contains { abs($0.piece.box.right - middle) < 8 })
  }

  @Test("Two digits that lie along each other are cut there, although their holes cost less ink")
  func alongside() throws {
    // Each ring is as wide as high, and their strokes are one for a third of their height.
    let turns = (0...24).map { Double($0) * .pi / 12 }
    var drawing = Drawing(width: 190, height: 110)
    for middle in [60.0, 121] {
      drawing.stroke(turns.map { (middle + 30 * cos($0), 55 + 30 * sin($0)) }, pen: 7)
    }
    let mask = drawing.picture.pixels.map { $0 < 128 }
    let piece = try #require(ConnectedPieces.find(in: mask, width: 190, height: 110).first)
    let parts = CutPaths.parts(of: piece, stroke: 7)
    #expect(parts.contains { abs($0.piece.box.right - 91) <= 5 })
    #expect(parts.first?.crossed == nil)
    #expect(parts.dropFirst().allSatisfy { ($0.crossed ?? 0) > 0 })
  }

  @Test("Digits that touch at their middles are cut there, whatever reaches under the other")
  func touchingAtTheMiddle() throws {
    // Below, the first one's foot reaches under the second one.
    var drawing = Drawing(width: 160, height: 120)
    drawing.stroke([(30, 20), (74, 56), (40, 92), (100, 98)], pen: 6)
    drawing.stroke([(124, 22), (80, 56), (124, 88)], pen: 6)
    let mask = drawing.picture.pixels.map { $0 < 128 }
    let piece = try #require(ConnectedPieces.find(in: mask, width: 160, height: 120).first)
    let parts = CutPaths.parts(of: piece, stroke: 6)
    #expect(parts.contains { abs($0.piece.box.x - 77) <= 4 && $0.crossed ?? 3 < 2 })
  }

  @Test("In 28 × 28 pixels strokes far apart are two digits, close by one, if both are as likely")
  func smallPictures() {
    func likesAll(_ pixels: [UInt8]) -> DigitOpinion { DigitOpinion(digit: 0.9, none: 0.05) }
    func count(gap: Double) -> Int {
      var drawing = Drawing(width: 28, height: 28)
      for x in [14 - gap / 2, 14 + gap / 2] { drawing.stroke([(x, 5), (x, 23)], pen: 2) }
      let search = DigitFinder().search(drawing.picture, keepingStages: false)
      return search.lines(judgedBy: likesAll).joined().count
    }
    #expect(count(gap: 10) == 2)
    #expect(count(gap: 4) == 1)
  }

  @Test("A letter that falls into plain strokes is a mark, and no ones")
  func letter() {
    /// Likes upright strokes and nothing else.
    func likesStrokes(_ pixels: [UInt8]) -> DigitOpinion {
      let columns = Set(pixels.indices.filter { pixels[$0] > 100 }.map { $0 % 28 }).count
      return DigitOpinion(digit: columns <= 6 ? 0.98 : 0.01, none: columns <= 6 ? 0.01 : 0.98)
    }
    var drawing = Drawing(width: 160, height: 130)
    drawing.stroke([(50, 95), (50, 35), (105, 35), (105, 95)], pen: 8)
    let search = DigitFinder().search(drawing.picture, keepingStages: false)
    #expect(search.lines(judgedBy: likesStrokes).joined().map(\.isMark) == [true])
  }

  @Test("Strokes that lean against each other are no ones, those that lean alike are")
  func zigzag() {
    /// Likes strokes, however they lean, and holds the rest for digits that touch.
    func marks(_ strokes: [[(x: Double, y: Double)]]) -> [Bool] {
      var drawing = Drawing(width: 180, height: 150)
      for stroke in strokes { drawing.stroke(stroke, pen: 8) }
      return DigitFinder().search(drawing.picture, keepingStages: false).lines { pixels in
        let columns = Set(pixels.indices.filter { pixels[$0] > 100 }.map { $0 % 28 }).count
        let isStroke = columns <= 11
        return DigitOpinion(
          digit: isStroke ? 0.98 : 0.01, none: isStroke ? 0.01 : 0.98, letter: 0.01)
      }.joined().map(\.isMark)
    }
    #expect(marks([[(50, 30), (85, 110), (120, 30)]]) == [true])
    #expect(
      marks([[(50, 30), (66, 110)], [(110, 30), (126, 110)], [(60, 70), (116, 70)]])
        == [false, false])
  }

  @Test("Round parts of one letter are no digits, those of digits that touch are")
  func roundLetter() {
    func parts(letter: Double) -> [Bool] {
      DigitFinder().search(rings(2), keepingStages: false).lines { pixels in
        let opinion = likesRings(pixels)
        return opinion.digit > 0.9
          ? opinion : DigitOpinion(digit: 0.01, none: 0.98, letter: letter)
      }.joined().map(\.isMark)
    }
    #expect(parts(letter: 0.05) == [false, false])
    #expect(parts(letter: 0.98) == [true])
  }

  @Test("What lies low beside a digit is a mark")
  func marks() {
    var drawing = Drawing(width: 220, height: 120)
    drawing.digit(0, x: 20, y: 30, side: 60, pen: 6)
    drawing.stroke([(120, 50), (190, 70)], pen: 6)
    drawing.stroke([(190, 50), (120, 70)], pen: 6)
    let search = DigitFinder().search(drawing.picture, keepingStages: false)
    #expect(search.lines(judgedBy: likesRings).joined().map(\.isMark) == [false, true])
  }

  @Test("A dash with points above and below is one sign, a fraction has digits")
  func division() {
    func marks(points: Double) -> [Bool] {
      var drawing = Drawing(width: 260, height: 200)
      drawing.stroke([(80, 100), (180, 96)], pen: 7)
      for y in [98 - points / 2 - 10, 98 + points / 2 + 12] {
        drawing.digit(0, x: 130 - points / 2, y: y - points / 2, side: points, pen: 6)
      }
      let search = DigitFinder().search(drawing.picture, keepingStages: false)
      return search.lines { _ in DigitOpinion(digit: 0.9, none: 0.05) }.joined().map(\.isMark)
    }
    #expect(marks(points: 18) == [true])
    #expect(marks(points: 60).count { !$0 } == 2)
  }

  @Test("A dash and a point are marks where there is a judge, and left out where there is none")
  func punctuation() {
    var drawing = Drawing(width: 260, height: 120)
    drawing.stroke([(14, 60), (40, 60)], pen: 6)
    drawing.digit(0, x: 70, y: 30, side: 60, pen: 6)
    drawing.stroke([(142, 90), (144, 90)], pen: 8)
    drawing.digit(0, x: 170, y: 30, side: 60, pen: 6)
    let search = DigitFinder().search(drawing.picture, keepingStages: false)
    #expect(
      search.lines(judgedBy: likesRings).joined().map(\.isMark) == [true, false, true, false])
    #expect(search.digits.count == 2)
  }
}
