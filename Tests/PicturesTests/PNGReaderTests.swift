import Pictures
import Testing

@Suite("Reading PNG files")
struct PNGReaderTests {
  @Test("All 53 kinds of PNG are there to be tried")
  func fixturesAreComplete() {
    #expect(PNGFixture.all.count == 53)
  }

  @Test(
    "Every colour type, depth, interlacing and transparency shows the pixels it was made of",
    arguments: PNGFixture.all)
  func everyKind(fixture: PNGFixture) throws {
    let reader = PNGReader()
    let background = Colour(red: 200, green: 100, blue: 50)
    let colour = try reader.colour(from: fixture.png, named: fixture.name, over: background)
    #expect(colour.width == fixture.width)
    #expect(colour.height == fixture.height)
    for pixel in 0..<(fixture.width * fixture.height) {
      let alpha = Int(fixture.rgba[pixel * 4 + 3])
      for (channel, below) in [200, 100, 50].enumerated() {
        let above = Int(fixture.rgba[pixel * 4 + channel])
        let expected = (Double(above * alpha + below * (255 - alpha)) / 255).rounded()
        #expect(Double(colour.bytes[pixel * 3 + channel]) == expected)
      }
    }
    // Grey pictures come by a path of their own.
    let grey = try reader.grey(from: fixture.png, named: fixture.name)
    let overWhite = try reader.colour(from: fixture.png, named: fixture.name)
    #expect(grey == overWhite.grey)
  }

  @Test("A pixel without alpha is the paper, whatever colour it hides")
  func transparency() throws {
    let picture = try TransparentPicture(
      width: 3, height: 1, bytes: [9, 8, 7, 0, 9, 8, 7, 255, 0, 0, 0, 128])
    #expect(picture.colour().bytes == [255, 255, 255, 9, 8, 7, 127, 127, 127])
    #expect(picture.colour(over: .black).bytes == [0, 0, 0, 9, 8, 7, 0, 0, 0])
  }

  @Test("White ink on nothing is laid on black, everything else on white")
  func contrastingBackdrop() throws {
    let white = try TransparentPicture(
      width: 2, height: 1, bytes: [255, 255, 255, 255, 255, 255, 255, 0])
    #expect(white.grey(on: .contrasting).pixels == [255, 0])
    #expect(white.grey(on: .white).pixels == [255, 255])
    let black = try TransparentPicture(width: 2, height: 1, bytes: [0, 0, 0, 255, 0, 0, 0, 0])
    #expect(black.grey(on: .contrasting).pixels == [0, 255])
  }

  @Test(
    "Brightness is that of Pillow's convert(\"L\")",
    arguments: [
      (255, 0, 0, 76), (0, 255, 0, 150), (0, 0, 255, 29), (10, 200, 30, 124), (123, 45, 67, 71),
      (1, 2, 3, 2), (254, 255, 253, 254), (128, 128, 128, 128),
    ] as [(UInt8, UInt8, UInt8, UInt8)])
  func luminance(red: UInt8, green: UInt8, blue: UInt8, expected: UInt8) {
    #expect(Colour(red: red, green: green, blue: blue).luminance == expected)
  }

  @Test("Every grey stays what it is")
  func greyStaysGrey() {
    for grey in UInt8.min...UInt8.max { #expect(Colour(grey: grey).luminance == grey) }
  }
}
