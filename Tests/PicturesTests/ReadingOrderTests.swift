import Pictures
import Testing

@Suite("Several digits in one picture")
struct ReadingOrderTests {
  private func sheet(_ lines: [[Int]], shift: Double = 0) -> GreyPicture {
    let columns = lines.map(\.count).max() ?? 0
    var drawing = Drawing(width: columns * 50 + 40, height: lines.count * 70 + 40)
    for (row, line) in lines.enumerated() {
      for (column, digit) in line.enumerated() {
        drawing.digit(
          digit, x: Double(column * 50 + 20),
          // Every second digit is written a little lower.
          y: Double(row * 70 + 20) + (column % 2 == 1 ? shift : 0), side: 44, pen: 5)
      }
    }
    return drawing.picture
  }

  /// Which column and row of the sheet each found digit lies in, in the order found.
  private func places(_ digits: [FoundDigit]) -> [[Int]] {
    digits.map { [($0.box.y - 8) / 70, ($0.box.x - 15) / 50] }
  }

  @Test("Two digits are found from left to right")
  func two() {
    #expect(places(DigitFinder().digits(in: sheet([[4, 2]]))) == [[0, 0], [0, 1]])
  }

  @Test("Three crooked lines are read from the top, each from the left")
  func threeLines() {
    let picture = sheet([[4, 2, 7, 0], [1, 5], [7, 7, 1]], shift: 9)
    let expected = [
      [0, 0], [0, 1], [0, 2], [0, 3], [1, 0], [1, 1], [2, 0], [2, 1], [2, 2],
    ]
    #expect(places(DigitFinder().digits(in: picture)) == expected)
    #expect(places(DigitFinder().digits(in: picture.inverted)) == expected)
  }

  @Test("A digit of a sheet looks as if it were alone")
  func sameAsAlone() throws {
    let together = DigitFinder().digits(in: sheet([[4, 2, 7]]))
    let alone = try #require(DigitFinder().digits(in: sheet([[2]])).first)
    try #require(together.count == 3)
    #expect(together[1].pixels28 == alone.pixels28)
    #expect(together[1].box.width == alone.box.width)
  }

  @Test("Boxes of a large picture are in its own pixels")
  func largePicture() throws {
    var drawing = Drawing(width: 1_000, height: 500)
    drawing.digit(4, x: 70, y: 100, side: 300, pen: 30)
    drawing.digit(7, x: 560, y: 100, side: 300, pen: 30)
    let boxes = DigitFinder().digits(in: drawing.picture).map(\.box)
    try #require(boxes.count == 2)
    #expect(abs(boxes[0].x - 115) <= 3 && abs(boxes[0].width - 210) <= 6)
    #expect(abs(boxes[1].y - 85) <= 3 && abs(boxes[1].height - 330) <= 6)
  }
}
