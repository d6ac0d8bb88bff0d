import Testing

@testable import Pictures

@Suite("Words in pictures")
struct LetteringTests {
  private func drawn(_ text: String, size: Double = 14) -> ColourPicture {
    var sheet = PictureSheet(width: 24, height: 24)
    sheet.write(text, x: 4, y: 4, size: size)
    return sheet.picture
  }

  @Test("All printable ASCII, accents, Greek letters and signs have letters of their own")
  func letters() {
    let ascii = (UInt8(ascii: "!")...UInt8(ascii: "~")).map { String(UnicodeScalar($0)) }
    let others = ["ä", "é", "ł", "ø", "α", "σ", "∂", "Σ", "×", "−", "→", "…", "½", "²", "≤", "≈"]
    var seen: [String: [UInt8]] = [:]
    for letter in ascii + others {
      let picture = drawn(letter)
      #expect(picture.bytes.contains { $0 < 128 }, "\(letter) has ink")
      #expect(!seen.values.contains(picture.bytes), "\(letter)")
      seen[letter] = picture.bytes
    }
    #expect(drawn("漢") == drawn("?"), "what the typeface lacks")
    #expect(drawn(" ") == ColourPicture(width: 24, height: 24, filledWith: .white))
  }

  @Test("Edges are soft: between ink and paper there are greys")
  func softness() {
    let greys = Set(drawn("S").bytes)
    #expect(greys.count > 8 && greys.contains(255) && (greys.min() ?? 255) < 60)
  }

  @Test("Capitals fill the rows from their top to the line they stand on, and nothing else")
  func heights() {
    let top = 4
    let height = PictureSheet.textHeight(size: 14)
    let picture = drawn("H")
    let inked = (0..<24).filter { row in (0..<24).contains { picture[$0, row].luminance < 128 } }
    #expect(inked == Array(top..<top + height))
  }

  @Test("A text is as wide as its letters, and twice as wide at twice the size")
  func widths() {
    #expect(PictureSheet.textWidth("") == 0)
    let one = PictureSheet.textWidth("loss", size: 100)
    #expect(abs(PictureSheet.textWidth("lossloss", size: 100) - 2 * one) <= 1)
    #expect(abs(PictureSheet.textWidth("loss", size: 200) - 2 * one) <= 1)
    // The advances of l, o, s, s in DejaVu Sans Condensed, which other programs read as well.
    #expect(one == Int((Double(512 + 1128 + 960 + 960) / 2048 * 100).rounded(.up)))
  }

  @Test("A square of 2½ by 1½ pixels covers just these shares of its pixels")
  func coverage() {
    var area = AreaCoverage(width: 4, height: 3)
    area.add([(0.5, 0.5), (3, 0.5), (3, 2), (0.5, 2)])
    #expect(area.row(0) == [0.25, 0.5, 0.5, 0])
    #expect(area.row(1) == [0.5, 1, 1, 0])
    #expect(area.row(2) == [0, 0, 0, 0])
    var triangle = AreaCoverage(width: 2, height: 2)
    triangle.add([(0, 0), (2, 2), (0, 2)])
    #expect(triangle.row(0) == [0.5, 0] && triangle.row(1) == [1, 0.5])
    var ring = AreaCoverage(width: 3, height: 3)
    ring.add([(0, 0), (3, 0), (3, 3), (0, 3)])
    ring.add([(1, 1), (1, 2), (2, 2), (2, 1)])
    #expect(ring.row(1) == [1, 0, 1], "what winds the other way is a hole")
  }

  @Test("Lines are as thick as asked for, and dashes leave gaps")
  func lines() {
    var sheet = PictureSheet(width: 40, height: 9)
    sheet.line(through: [(4, 4.5), (36, 4.5)], width: 3, colour: .black, dashes: [8, 8])
    let column = (0..<9).map { sheet.picture[8, $0] == .black }
    #expect(column == [false, false, false, true, true, true, false, false, false])
    #expect(sheet.picture[16, 4] == .white && sheet.picture[24, 4] == .black)
    var faint = PictureSheet(width: 9, height: 9)
    faint.line(through: [(0, 0), (9, 9), (0, 0)], width: 3, colour: .black, opacity: 0.5)
    #expect(faint.picture[4, 4] == Colour(grey: 128), "no darker where it goes twice")
  }
}
