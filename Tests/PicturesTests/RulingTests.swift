import Testing

@testable import Pictures

@Suite("Lines to write on")
struct RulingTests {
  private func found(_ drawing: Drawing) -> [PixelBox] {
    DigitFinder().digits(in: drawing.picture).map(\.box)
  }

  /// Digits in a row, 60 pixels apart, and something ruled around them.
  private func row(
    _ digits: [Int], height: Int = 120, rule: (inout Drawing) -> Void
  ) -> Drawing {
    var drawing = Drawing(width: 60 * digits.count + 40, height: height)
    rule(&drawing)
    for (place, digit) in digits.enumerated() {
      drawing.digit(digit, x: Double(30 + 60 * place), y: 36, side: 40, pen: 5)
    }
    return drawing
  }

  /// Whether the boxes are those of the digits of a row, in order.
  private func isRow(_ boxes: [PixelBox], of count: Int) -> Bool {
    boxes.count == count
      && boxes.enumerated().allSatisfy { place, box in
        abs(box.x + box.width / 2 - (50 + 60 * place)) <= 12 && (36...52).contains(box.height)
      }
  }

  @Test("Frames around single digits vanish")
  func frames() {
    let drawing = row([4, 2, 7, 5]) { drawing in
      for place in 0..<4 {
        let (left, right) = (Double(24 + 60 * place), Double(76 + 60 * place))
        drawing.stroke([(left, 24), (right, 24), (right, 92), (left, 92), (left, 24)], pen: 2)
      }
    }
    #expect(isRow(found(drawing), of: 4))
  }

  @Test("An 8 of straight strokes, three across and two down, is no grid")
  func straightEight() {
    var drawing = Drawing(width: 340, height: 120)
    for (place, digit) in [4, 2, 7, 5].enumerated() {
      drawing.digit(digit, x: Double(30 + 60 * place), y: 36, side: 40, pen: 5)
    }
    drawing.stroke([(302, 38), (302, 76), (278, 76), (278, 38), (302, 38)], pen: 3)
    drawing.stroke([(278, 57), (302, 57)], pen: 3)
    #expect(isRow(found(drawing), of: 5))
  }

  @Test("Lines that a margin joins vanish with it, and leave the digits that stand on them")
  func margin() {
    let drawing = row([4, 2, 7]) { drawing in
      let right = Double(drawing.picture.width - 3)
      for y in [14.0, 46, 78, 110] { drawing.stroke([(2, y), (right, y)], pen: 1.5) }
      drawing.stroke([(12, 2), (12, 117)], pen: 1.5)
    }
    #expect(isRow(found(drawing), of: 3))
  }

  @Test("A comb vanishes with its teeth")
  func comb() {
    let drawing = row([4, 2, 7, 5, 2]) { drawing in
      drawing.stroke([(20, 92), (320, 92)], pen: 2)
      for place in 0...5 {
        let x = Double(20 + 60 * place)
        drawing.stroke([(x, 60), (x, 92)], pen: 2)
      }
    }
    #expect(isRow(found(drawing), of: 5))
  }

  @Test("Ones between the teeth of a comb stay, though they are as high and as thin")
  func onesInComb() {
    var drawing = Drawing(width: 340, height: 120)
    drawing.stroke([(20, 78), (320, 78)], pen: 3)
    for place in 0...5 {
      let x = Double(20 + 60 * place)
      drawing.stroke([(x, 38), (x, 78)], pen: 3)
    }
    for (place, digit) in [1, 2, 1, 5, 1].enumerated() {
      drawing.digit(digit, x: Double(30 + 60 * place), y: 36, side: 40, pen: 3)
    }
    #expect(isRow(found(drawing), of: 5))
  }

  @Test("A thin line that is not quite level, and so pale here and dark there, vanishes whole")
  func slantedThinLine() {
    var drawing = row([4, 2, 7, 5]) { _ in }
    // One pixel thick, its ink shared by the two rows that it lies between.
    for x in 0..<drawing.picture.width {
      let y = 95 + 0.02 * Double(x)
      let lower = y - y.rounded(.down)
      for (row, share) in [(Int(y), 1 - lower), (Int(y) + 1, lower)] {
        drawing.picture[x, row] = UInt8(255 - 200 * share)
        drawing.picture[x, row - 70] = UInt8(255 - 200 * share)
      }
    }
    #expect(isRow(found(drawing), of: 4))
  }

  @Test("Digits that sink to the right in a level form do not turn it")
  func levelForm() {
    var drawing = Drawing(width: 260, height: 130)
    drawing.stroke([(20, 10), (240, 10), (240, 115), (20, 115), (20, 10)], pen: 2)
    for x in [93.0, 166] { drawing.stroke([(x, 10), (x, 115)], pen: 2) }
    for (place, digit) in [4, 2, 7].enumerated() {
      drawing.digit(
        digit, x: Double(37 + 73 * place), y: Double(20 + 22 * place), side: 40, pen: 5)
    }
    let search = DigitFinder().search(drawing.picture)
    #expect(search.digits.count == 3)
    #expect(!search.stages.contains { $0.name == "1b-sheet" })
  }

  @Test("A grid vanishes, and so does a line that leans a little", arguments: [0.0, 3.0])
  func grid(lean: Double) {
    let drawing = row([4, 2, 7]) { drawing in
      for y in [24.0, 92.0] { drawing.stroke([(18, y), (202, y + lean)], pen: 2) }
      for place in 0...3 {
        let x = Double(20 + 60 * place)
        drawing.stroke([(x, 20), (x, 98)], pen: 2)
      }
    }
    #expect(isRow(found(drawing), of: 3))
  }

  @Test("An underline is no digit")
  func underline() {
    let drawing = row([4, 2, 7], height: 160) { drawing in
      drawing.stroke([(20, 96), (210, 99)], pen: 3)
    }
    #expect(isRow(found(drawing), of: 3))
  }

  @Test("A digit's own straight strokes stay", arguments: [1, 4, 5, 7])
  func ownStrokes(digit: Int) {
    var drawing = Drawing(width: 130, height: 150)
    drawing.digit(digit, x: 15, y: 15, side: 100, pen: 5)
    let mask = drawing.picture.pixels.map { $0 < 128 }
    var after = mask
    _ = Rulings.erase(from: &after, width: 130, height: 150)
    #expect(after == mask)
  }

  @Test("A line is followed across a stroke, whose pixels stay")
  func crossing() {
    var drawing = Drawing(width: 300, height: 120)
    for x in [60.0, 120, 180, 240] { drawing.stroke([(x, 30), (x + 6, 90)], pen: 6) }
    let digits = drawing.picture.pixels.map { $0 < 128 }
    drawing.stroke([(4, 60), (296, 60)], pen: 2)
    var mask = drawing.picture.pixels.map { $0 < 128 }
    _ = Rulings.erase(from: &mask, width: 300, height: 120)
    let strays = zip(mask, digits).count { $0 && !$1 }
    let lost = zip(mask, digits).count { !$0 && $1 }
    #expect(lost <= 8)
    #expect(strays <= 40, "of about 550 pixels of the line")
  }
}
