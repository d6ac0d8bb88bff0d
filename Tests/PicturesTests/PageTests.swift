import NetworkDescription
import Testing

@testable import Pictures

@Suite("Pages and photographs")
struct PageTests {
  @Test("Lines of different sizes stay lines, each read from the left")
  func sizes() {
    var drawing = Drawing(width: 420, height: 300)
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.digit(digit, x: Double(20 + 120 * place), y: 20, side: 90, pen: 9)
    }
    for (place, digit) in [5, 0, 2, 7, 4].enumerated() {
      drawing.digit(digit, x: Double(20 + 50 * place), y: 160, side: 34, pen: 4)
    }
    for (place, digit) in [1, 7].enumerated() {
      drawing.digit(digit, x: Double(20 + 50 * place), y: 230, side: 34, pen: 4)
    }
    let lines = DigitFinder().search(drawing.picture, keepingStages: false).lines()
    #expect(lines.map(\.count) == [3, 5, 2])
    #expect(lines.joined().map(\.line) == [0, 0, 0, 1, 1, 1, 1, 1, 2, 2])
    #expect(lines.joined().map(\.position) == [0, 1, 2, 0, 1, 2, 3, 4, 0, 1])
    for line in lines { #expect(line.map(\.digit.box.x) == line.map(\.digit.box.x).sorted()) }
  }

  /// A sheet with two rows of digits on a table, turned and seen from aside.
  ///
  /// - Parameter shadow: What is left of the light in the right half.
  private func photograph(
    shadow: Double = 1
  ) -> (picture: GreyPicture, corners: [SIMD2<Double>]) {
    var paper = Drawing(width: 400, height: 260)
    for (place, digit) in [4, 2, 7, 5].enumerated() {
      paper.digit(digit, x: Double(40 + 85 * place), y: 30, side: 70, pen: 8)
    }
    for (place, digit) in [7, 0].enumerated() {
      paper.digit(digit, x: Double(40 + 85 * place), y: 150, side: 70, pen: 8)
    }
    let corners: [SIMD2<Double>] = [[110, 90], [590, 140], [560, 470], [70, 400]]
    let map = PlaneMap(width: 400, height: 260, to: corners)
    var picture = GreyPicture(width: 680, height: 540, filledWith: 60)
    // Each pixel of the paper, in steps finer than the photograph's pixels.
    for y in 0..<1_040 {
      for x in 0..<1_600 {
        let place = map.apply(SIMD2(Double(x) / 4, Double(y) / 4))
        let light = 1 - 0.4 * place.x / 680
        picture[Int(place.x), Int(place.y)] = UInt8(
          Double(paper.picture[x / 4, y / 4]) * light * 0.9 + 10)
      }
    }
    for y in 0..<picture.height {
      for x in 340..<picture.width { picture[x, y] = UInt8(Double(picture[x, y]) * shadow) }
    }
    return (picture, corners)
  }

  @Test("The corners of a sheet are found, whatever shadow falls on it", arguments: [1, 0.75, 0.5])
  func corners(shadow: Double) throws {
    let (picture, corners) = photograph(shadow: shadow)
    let sheet = try #require(PaperSheet.find(in: InkPicture(brightnessOf: picture)))
    for (found, corner) in zip(sheet.corners, corners) {
      let way = found - corner
      #expect((way * way).sum().squareRoot() < 14, "\(found) \(corner)")
    }
  }

  @Test("A sheet on a table is seen from above, and its digits have boxes in the photograph")
  func sheet() throws {
    let (picture, corners) = photograph()
    let lines = DigitFinder().search(picture, keepingStages: false).lines()
    #expect(lines.map(\.count) == [4, 2])
    let map = PlaneMap(width: 400, height: 260, to: corners)
    for (place, piece) in (lines.first ?? []).enumerated() {
      let middle = map.apply(SIMD2(Double(75 + 85 * place), 65))
      let box = piece.digit.box
      #expect(abs(Double(box.x) + Double(box.width) / 2 - middle.x) < 20)
      #expect(abs(Double(box.y) + Double(box.height) / 2 - middle.y) < 20)
    }
  }

  @Test("Paper that fills its picture is no sheet on a table")
  func noSheet() {
    var drawing = Drawing(width: 300, height: 200)
    drawing.digit(0, x: 60, y: 30, side: 140, pen: 20)
    #expect(PaperSheet.find(in: InkPicture(brightnessOf: drawing.picture)) == nil)
    #expect(PaperSheet.find(in: InkPicture(brightnessOf: drawing.picture.inverted)) == nil)
  }

  @Test("Neither what thick white strokes on black enclose nor such a stroke is a sheet")
  func enclosed() {
    var drawing = Drawing(width: 230, height: 130, paper: 0, ink: 255)
    drawing.stroke([(70, 10), (70, 62), (150, 62)], pen: 7)
    drawing.stroke([(130, 10), (130, 118)], pen: 7)
    var strip = Drawing(width: 200, height: 200, paper: 0, ink: 200)
    strip.stroke([(90, 10), (120, 190)], pen: 16)
    for drawing in [drawing, strip] {
      let picture = InkPicture(blockMeansOf: drawing.picture, factor: 1)
      #expect(PaperSheet.find(in: picture)?.corners == nil)
    }
  }

  @Test("A projection brings corners to corners and straight lines to straight lines")
  func projection() {
    let corners: [SIMD2<Double>] = [[3, 4], [90, 10], [80, 70], [-5, 60]]
    let map = PlaneMap(width: 40, height: 30, to: corners)
    let places: [SIMD2<Double>] = [[0, 0], [40, 0], [40, 30], [0, 30]]
    for (place, corner) in zip(places, corners) {
      let distance = map.apply(place) - corner
      #expect((distance * distance).sum() < 1e-18)
    }
    // The diagonals of the sheet meet where those of its picture meet.
    let middle = map.apply([20, 15])
    for (one, other) in [(corners[0], corners[2]), (corners[1], corners[3])] {
      let (way, on) = (other - one, middle - one)
      #expect(abs(way.x * on.y - way.y * on.x) < 1e-9)
    }
    let twice = PlaneMap(scale: 2).after(map).apply([7, 9])
    let expected = map.apply([7, 9]) * 2
    #expect(abs(twice.x - expected.x) + abs(twice.y - expected.y) < 1e-12)
  }

  /// Five digits, each higher than the one before.
  private var risingRow: Drawing {
    var drawing = Drawing(width: 500, height: 260)
    for (place, digit) in [4, 2, 7, 0, 5].enumerated() {
      drawing.digit(
        digit, x: Double(20 + 90 * place), y: Double(150 - 16 * place), side: 60, pen: 6)
    }
    return drawing
  }

  @Test("Lines that rise are made level")
  func level() {
    let search = DigitFinder().search(risingRow.picture)
    #expect(search.lines().map(\.count) == [5])
    #expect(search.stages.contains { $0.name == "1b-sheet" })
    for (place, piece) in search.lines().joined().enumerated() {
      #expect(abs(piece.digit.box.y - (147 - 16 * place)) < 8)
    }
  }

  @Test("A brightness that changes evenly, or bends, is found exactly")
  func trend() {
    var picture = InkPicture(width: 30, height: 20)
    for y in 0..<20 {
      for x in 0..<30 {
        let (u, v) = (Float(x) / 30, Float(y) / 20)
        picture[x, y] = 0.2 + 0.5 * u - 0.1 * v + 0.2 * u * v - 0.15 * v * v
      }
    }
    let strays = BrightnessTrend(of: picture).difference(of: picture)
    #expect(strays.allSatisfy { abs($0) < 1e-4 })
  }

  /// A row of three digits with soft edges, the second one in another grey.
  private func row(secondInk: UInt8) -> GreyPicture {
    var drawing = Drawing(width: 330, height: 160)
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.ink = place == 1 ? secondInk : 40
      drawing.digit(digit, x: Double(30 + 90 * place), y: 40, side: 80, pen: 8)
    }
    return LocalMean.blurred(InkPicture(brightnessOf: drawing.picture), radius: 1).whiteOnBlack
  }

  @Test(
    "A digit beside darker ones is found if it has a quarter of their darkness, not a tenth",
    arguments: [(secondInk: UInt8(205), count: 3), (170, 3), (150, 3), (100, 3), (232, 2)])
  func faintDigit(secondInk: UInt8, count: Int) {
    let lines = DigitFinder().search(row(secondInk: secondInk), keepingStages: false).lines()
    #expect(lines.map(\.count) == [count])
  }

  @Test(
    "What shows through from the back is no part of the digits that it touches",
    arguments: [UInt8(225), 205, 185])
  func showsThrough(ink: UInt8) {
    let front = DigitFinder().digits(in: row(secondInk: 0)).map(\.box)
    var drawing = Drawing(width: 330, height: 160, ink: ink)
    for (place, digit) in [7, 2, 0, 4].enumerated() {
      drawing.digit(digit, x: Double(8 + 80 * place), y: 62, side: 80, pen: 8)
    }
    drawing.ink = 0
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.digit(digit, x: Double(30 + 90 * place), y: 40, side: 80, pen: 8)
    }
    let boxes = DigitFinder().digits(in: drawing.picture).map(\.box)
    #expect(boxes.count == 3)
    for (box, bare) in zip(boxes, front) {
      #expect(abs(box.x - bare.x) < 5 && abs(box.width - bare.width) < 8)
      #expect(abs(box.y - bare.y) < 5 && abs(box.height - bare.height) < 8)
    }
  }

  @Test("Shadows of fingers, wider than the strokes under them, are no ink")
  func fingers() {
    var drawing = Drawing(width: 400, height: 200, paper: 225, ink: 20)
    for row in 0..<2 {
      for (place, digit) in [4, 2, 7, 5, 0].enumerated() {
        drawing.digit(
          digit, x: Double(20 + 75 * place), y: Double(30 + 85 * row), side: 55, pen: 6)
      }
    }
    // Two fingers come in from the right, where there is less light.
    for y in 0..<200 {
      for x in 0..<400 {
        let across = min(abs(Double(y) - 45), abs(Double(y) - 130))
        let depth = min(max(min((23 - across) / 5, (Double(x) - 245) / 5), 0), 1)
        let light = (1 - 0.2 * Double(x) / 400) * (1 - 0.5 * depth)
        drawing.picture[x, y] = UInt8(Double(drawing.picture[x, y]) * light)
      }
    }
    let lines = DigitFinder().search(drawing.picture, keepingStages: false).lines()
    #expect(lines.map(\.count) == [5, 5])
  }

  @Test("A shadow beside digits, wider than their strokes, is no faint digit")
  func shadowBeside() {
    var picture = row(secondInk: 0)
    for y in 50..<130 {
      for x in 282..<318 { picture[x, y] = 165 }
    }
    #expect(DigitFinder().search(picture, keepingStages: false).lines().map(\.count) == [3])
  }

  @Test("What lies beyond the border of a picture that is made level is no ink")
  func beyond() {
    var drawing = risingRow
    // Specks on the border, which turning draws out into strokes as high as digits.
    for x in stride(from: 330, to: 500, by: 40) {
      for place in 0..<4 { drawing.picture[x + place, 259] = 0 }
    }
    let lines = DigitFinder().search(drawing.picture).lines { _ in DigitOpinion(digit: 1, none: 0) }
    #expect(lines.joined().count { !$0.isMark } == 5)
  }

  @Test("A fainter stroke that continues a digit is ink as well")
  func faint() throws {
    var drawing = Drawing(width: 160, height: 160, ink: 185)
    drawing.stroke([(40, 40), (110, 40)], pen: 8)
    var picture = drawing.picture
    var stem = Drawing(width: 160, height: 160)
    stem.stroke([(114, 40), (84, 124)], pen: 8)
    for y in 0..<160 {
      for x in 0..<160 { picture[x, y] = min(picture[x, y], stem.picture[x, y]) }
    }
    let digit = try #require(DigitFinder().digits(in: picture).first)
    #expect(digit.box.width > 60)
  }
}
