import Pictures
import Testing

@Suite("Sheets of pictures")
struct PictureSheetTests {
  @Test("An outline lies around its box and hides nothing inside")
  func outline() {
    var sheet = PictureSheet(width: 9, height: 9)
    sheet.outline(PixelBox(x: 3, y: 3, width: 2, height: 3), colour: .black)
    let drawn = (0..<9).map { y in
      (0..<9).map { sheet.picture[$0, y] == .black ? "#" : "." }.joined()
    }
    #expect(
      drawn == [
        ".........", ".........", "..####...", "..#..#...", "..#..#...", "..#..#...", "..####...",
        ".........", ".........",
      ])
  }

  @Test("Nothing is drawn outside of the canvas")
  func clipping() {
    var sheet = PictureSheet(width: 4, height: 4)
    sheet.write("W", x: -30, y: 2, size: 90)
    sheet.place(ColourPicture(width: 9, height: 9, filledWith: .red), x: 2, y: -5)
    sheet.fill(PixelBox(x: 50, y: -50, width: 5, height: 5), colour: .red)
    #expect(sheet.picture[1, 1] == .white)
    #expect(sheet.picture[2, 3] == .red)
  }

  @Test("A grid has a cell for every picture")
  func grid() {
    let cell = ColourPicture(width: 20, height: 10, filledWith: .black)
    let sheet = PictureGrid(columns: 3, margin: 4).sheet(of: Array(repeating: (cell, ""), count: 4))
    #expect(sheet.picture.width == 3 * 24 + 4)
    #expect(sheet.picture.height == 2 * 14 + 4)
    #expect(sheet.picture[4, 18] == .black && sheet.picture[28, 18] == .white)
  }

  @Test("Enlarging repeats pixels")
  func enlarging() throws {
    let picture = try GreyPicture(width: 2, height: 1, pixels: [1, 2])
    #expect(picture.enlarged(by: 2).pixels == [1, 1, 2, 2, 1, 1, 2, 2])
  }
}
