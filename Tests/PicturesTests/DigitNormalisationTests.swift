import NetworkDescription
import Pictures
import Testing
import Thoroughness

@Suite("From a picture to a digit as MNIST's makers made theirs")
struct DigitNormalisationTests {
  private func drawing(
    of digit: Int, side: Double = 100, pen: Double = 10, paper: UInt8 = 255, ink: UInt8 = 0
  ) -> GreyPicture {
    let whole = Int(side * 1.6)
    var drawing = Drawing(width: whole, height: whole, paper: paper, ink: ink)
    drawing.digit(digit, x: side * 0.3, y: side * 0.3, side: side, pen: pen)
    return drawing.picture
  }

  private func onlyDigit(in picture: GreyPicture) throws -> FoundDigit {
    let digits = DigitFinder().digits(in: picture)
    #expect(digits.count == 1)
    return try #require(digits.first)
  }

  /// The mean difference of two digits' pixels, 0…255.
  private func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    let sum = zip(one, other).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    return Double(sum) / Double(one.count)
  }

  /// The pixels moved on in reading order: by 1 to the right, by 28 down.
  private func moved(_ pixels: [UInt8], by step: Int) -> [UInt8] {
    pixels.indices.map { pixels.indices.contains($0 - step) ? pixels[$0 - step] : 0 }
  }

  @Test(
    "White on black and black on white give the same digit",
    arguments: Thoroughness.some([4, 0, 1, 2, 7, 5]))
  func polarity(digit: Int) throws {
    let dark = drawing(of: digit)
    #expect(try onlyDigit(in: dark).pixels28 == onlyDigit(in: dark.inverted).pixels28)
  }

  @Test(
    "The centre of mass lies within half a pixel of (14, 14)",
    arguments: Thoroughness.some([4, 0, 1, 2, 7, 5]))
  func centre(digit: Int) throws {
    let pixels = try onlyDigit(in: drawing(of: digit)).pixels28
    let mass = pixels.reduce(0.0) { $0 + Double($1) }
    let x = pixels.indices.reduce(0.0) { $0 + Double($1 % 28) * Double(pixels[$1]) } / mass
    let y = pixels.indices.reduce(0.0) { $0 + Double($1 / 28) * Double(pixels[$1]) } / mass
    #expect(abs(x - 14) <= 0.502)
    #expect(abs(y - 14) <= 0.502)
  }

  @Test(
    "The ink fits a box of 20×20 and fills its longer side",
    arguments: Thoroughness.some([4, 0, 1, 2, 7, 5]))
  func box(digit: Int) throws {
    let pixels = try onlyDigit(in: drawing(of: digit)).pixels28
    let columns = pixels.indices.filter { pixels[$0] > 0 }.map { $0 % 28 }
    let rows = pixels.indices.filter { pixels[$0] > 0 }.map { $0 / 28 }
    let width = try #require(columns.max()) - #require(columns.min()) + 1
    let height = try #require(rows.max()) - #require(rows.min()) + 1
    #expect(max(width, height) == 20)
    #expect(pixels.max() == 255)
  }

  @Test(
    "Size, place and thickness of the pen hardly matter", arguments: Thoroughness.some([2, 4, 7]))
  func sizes(digit: Int) throws {
    let usual = try onlyDigit(in: drawing(of: digit)).pixels28
    for (side, pen) in [(20.0, 2.0), (40, 4), (200, 4), (200, 20), (340, 3)] {
      let other = try onlyDigit(in: drawing(of: digit, side: side, pen: pen)).pixels28
      #expect(difference(usual, other) < 14, "side \(side), pen \(pen)")
    }
  }

  @Test(
    "A digit that is already as MNIST's comes through unchanged",
    arguments: Thoroughness.some([0, 2, 4, 5, 7]))
  func alreadyNormal(digit: Int) throws {
    let first = try onlyDigit(in: drawing(of: digit, pen: 14))
    for picture in [first.picture, first.picture.inverted] {
      let second = try onlyDigit(in: picture).pixels28
      #expect(difference(second, first.pixels28) < 1)
    }
  }

  @Test("Pale ink is read as full ink", arguments: [2, 4])
  func paleInk(digit: Int) throws {
    let pale = drawing(of: digit, paper: 230, ink: 190)
    let strong = drawing(of: digit)
    #expect(
      try difference(onlyDigit(in: pale).pixels28, onlyDigit(in: strong).pixels28) < 3)
  }

  @Test("A shadow and a slope of light change little", arguments: Thoroughness.some([2, 4, 7]))
  func unevenLight(digit: Int) throws {
    let even = drawing(of: digit)
    var uneven = even
    for y in 0..<even.height {
      for x in 0..<even.width {
        let slope = 0.6 + 0.4 * Double(x) / Double(even.width)
        let shadow = 3 * x + 2 * y < even.width ? 0.6 : 1
        uneven[x, y] = UInt8((40 + 0.8 * Double(even[x, y])) * slope * shadow)
      }
    }
    #expect(
      try difference(onlyDigit(in: uneven).pixels28, onlyDigit(in: even).pixels28) < 8)
  }

  @Test(
    "Grain changes little, and its specks are dropped", arguments: Thoroughness.some([2, 4, 7]))
  func grain(digit: Int) throws {
    var random = SeededRandom(seed: 5).sequence(.check)
    let clean = drawing(of: digit)
    var grainy = clean
    for y in 0..<clean.height {
      for x in 0..<clean.width {
        let value = 25 + 0.8 * Double(clean[x, y]) + 25 * random.nextNormal()
        grainy[x, y] = UInt8(min(max(value, 0), 255))
      }
    }
    let found = try onlyDigit(in: grainy).pixels28
    let expected = try onlyDigit(in: clean).pixels28
    // Grain can tip a centre of mass over to the next pixel.
    let shifts = [-28, -1, 0, 1, 28].map { difference(moved(found, by: $0), expected) }
    #expect(try #require(shifts.min()) < 5)
  }

  @Test("Stray dots are dropped, near and far")
  func strayDots() throws {
    let clean = try onlyDigit(in: drawing(of: 7))
    var dotted = Drawing(width: 160, height: 160)
    dotted.digit(7, x: 30, y: 30, side: 100, pen: 10)
    dotted.dot(x: 10, y: 10, radius: 2)
    dotted.dot(x: 60, y: 70, radius: 1)
    dotted.dot(x: 150, y: 140, radius: 4)
    #expect(try onlyDigit(in: dotted.picture).pixels28 == clean.pixels28)
  }

  @Test("A table around the paper is left out")
  func frame() throws {
    let clean = drawing(of: 4)
    var framed = GreyPicture(width: 220, height: 220, filledWith: 40)
    for y in 0..<clean.height {
      for x in 0..<clean.width { framed[x + 30, y + 30] = clean[x, y] / 2 + 110 }
    }
    let found = try onlyDigit(in: framed)
    #expect(difference(found.pixels28, try onlyDigit(in: clean).pixels28) < 4)
  }

  @Test("Printed lines and boxes as dark as ink are left out")
  func printedLines() throws {
    let clean = try onlyDigit(in: drawing(of: 2))
    var ruled = drawing(of: 2)
    var boxed = ruled
    for place in 0..<160 {
      for line in [20, 85, 150] { ruled[place, line] = 0 }
    }
    for place in 10..<150 {
      for (x, y) in [(place, 10), (place, 149), (10, place), (149, place)] { boxed[x, y] = 0 }
    }
    #expect(try difference(onlyDigit(in: ruled).pixels28, clean.pixels28) < 2)
    #expect(try onlyDigit(in: boxed).pixels28 == clean.pixels28)
  }

  @Test("A small photograph in uneven light is read too", arguments: Thoroughness.some([2, 4, 7]))
  func smallPhotograph(digit: Int) throws {
    let even = drawing(of: digit, side: 22, pen: 2.5)
    var uneven = even
    for y in 0..<even.height {
      for x in 0..<even.width {
        let light = 0.5 + 0.5 * Double(x + y) / Double(2 * even.width)
        uneven[x, y] = UInt8((90 + 0.6 * Double(even[x, y])) * light)
      }
    }
    #expect(
      try difference(onlyDigit(in: uneven).pixels28, onlyDigit(in: even).pixels28) < 10)
  }

  @Test("Pictures of any shape and content are searched without harm")
  func anything() throws {
    var random = SeededRandom(seed: 9).sequence(.check)
    for _ in 0..<150 {
      let width = Int.random(in: 1...70, using: &random)
      let height = Int.random(in: 1...70, using: &random)
      let levels = Int.random(in: 2...256, using: &random)
      let picture = try GreyPicture(
        width: width, height: height,
        pixels: (0..<(width * height)).map { _ in
          UInt8(Int.random(in: 0..<levels, using: &random) * 255 / (levels - 1))
        })
      for digit in DigitFinder().digits(in: picture) {
        #expect(digit.pixels28.count == 784)
        #expect(digit.box.x >= 0 && digit.box.x + digit.box.width <= width)
        #expect(digit.box.y >= 0 && digit.box.y + digit.box.height <= height)
      }
    }
    for (width, height) in [(5_000, 1), (1, 5_000), (1_000, 3), (2, 900)] {
      var stripe = GreyPicture(width: width, height: height)
      stripe[width / 2, height / 2] = 0
      _ = DigitFinder().digits(in: stripe)
    }
  }

  @Test("Ink that is not a number counts as no ink")
  func notANumber() throws {
    var amounts = [Float](repeating: 0, count: 400)
    for index in 100..<140 { amounts[index] = 1 }
    let expected = DigitNormaliser().pixels(
      of: try InkPicture(width: 20, height: 20, amounts: amounts))
    #expect(expected?.max() == 255)
    amounts[0] = .nan
    amounts[399] = .infinity
    let found = DigitNormaliser().pixels(
      of: try InkPicture(width: 20, height: 20, amounts: amounts))
    #expect(found?.count == 784 && found?.max() == 255)
  }

  @Test("The bar of a 5 that does not touch belongs to the 5")
  func brokenFive() throws {
    let found = try onlyDigit(in: drawing(of: 5))
    #expect(found.box == PixelBox(x: 45, y: 25, width: 70, height: 110))
  }

  @Test("A blank picture has no digit, whatever its grey and grain")
  func blank() {
    for grey in [0, 128, 255] as [UInt8] {
      for side in [1, 2, 3, 28, 200] {
        let blank = GreyPicture(width: side, height: side, filledWith: grey)
        #expect(DigitFinder().digits(in: blank).isEmpty)
      }
    }
  }

  @Test("Stages are given in order, the last being the digit itself")
  func stages() throws {
    let search = DigitFinder().search(drawing(of: 2))
    #expect(search.stages.map(\.name) == ["1-grey", "2-evenly-lit", "3-ink", "4-pieces"])
    let digit = try #require(search.digits.first)
    #expect(
      digit.stages.map(\.name) == [
        "5-digit", "6-thickness", "7-fitted-20x20", "8-centred-28x28",
      ])
    #expect(digit.stages.last?.picture.pixels == digit.pixels28)
  }
}
