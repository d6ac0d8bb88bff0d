import Pictures
import Testing
import TextFormats

@testable import DigitReading

@Suite("What was read, in words and numbers")
struct ReadingReportTests {
  private func answer(
    _ digit: Int, sure: Double = 0.99, line: Int = 0, isDigit: Bool = true
  ) -> DigitAnswer {
    var probabilities = [Double](repeating: (1 - sure) / 9, count: 10)
    probabilities[digit] = sure
    let found = DigitFinder().digits(in: Self.dot)[0]
    return DigitAnswer(
      digit: found, answer: "\(digit)", probabilities: probabilities, best: digit,
      none: isDigit ? 0.01 : 0.97, isDigit: isDigit, line: line, position: 0)
  }

  private static let dot: GreyPicture = {
    var picture = GreyPicture(width: 60, height: 60)
    for y in 20..<40 { for x in 28..<32 { picture[x, y] = 0 } }
    return picture
  }()

  private let names = (0...9).map(String.init)

  @Test(
    "Lines stay lines, doubtful answers name the next best, and marks are dots that are explained")
  func text() {
    var seven = [Double](repeating: 0.01, count: 10)
    seven[7] = 0.61
    seven[1] = 0.31
    let doubtful = DigitAnswer(
      digit: answer(7).digit, answer: "7", probabilities: seven, best: 7, none: 0, isDigit: true,
      line: 1, position: 0)
    let lines = [[answer(1), answer(2), answer(0, isDigit: false), answer(0)], [doubtful]]
    #expect(
      WrittenLines.text(of: lines, file: "a.png", classNames: names) == [
        "a.png: 1 (99.00 %) 2 (99.00 %) · 0 (99.00 %)",
        "  7 (61.00 %, or 1)",
        "  · is no digit: a letter, a sign or a blot (1 in this picture)",
      ])
    #expect(ReadingReport.text(of: lines) == "120/7")
  }

  @Test("A mark's digit is null in JSON; line and position stand beside the box")
  func json() {
    let mark = JSONValue.object(answer(3, isDigit: false).json(file: "a")).description
    #expect(mark.contains("\"digit\":null,\"probability\":0.97"))
    #expect(mark.hasSuffix("\"line\":0,\"position\":0}"))
    let digit = JSONValue.object(answer(3).json(file: "a")).description
    #expect(digit.hasPrefix("{\"file\":\"a\",\"digit\":3,\"probability\":0.99,"))
  }

  @Test("The report counts pictures, kinds, digits and how sure answers were")
  func counts() throws {
    var report = ReadingReport()
    report.add([[answer(4)]], of: "a", Self.dot, expected: "4", kind: "single")
    report.add([[answer(7, sure: 0.95)]], of: "b", Self.dot, expected: "1", kind: "single")
    report.add([], of: "c", Self.dot, expected: "9", kind: "single")
    report.add(
      [[answer(1)], [answer(2, line: 1)]], of: "d", Self.dot, expected: "1/2", kind: "page")
    report.add(
      [[answer(1)], [answer(2, line: 1)]], of: "e", Self.dot, expected: "12", kind: "page")
    report.add([[answer(1), answer(2)]], of: "f", Self.dot, expected: "1/2", kind: "page")
    #expect(report.total.pictures == 6 && report.total.right == 3)
    #expect(report.kinds.map(\.name) == ["single", "page"])
    #expect(report.kinds.map(\.count.right) == [1, 2])
    #expect(report.confusion[1][7] == 1 && report.confusion[9][10] == 1)
    #expect(report.sure.answers == 8 && report.sure.right == 7)
    #expect(report.mistakes.map(\.file) == ["c", "f", "b"])
    #expect(report.text[0] == "3 of 6 pictures read right (50.00 %)")
    #expect(report.sheet().height > 100)
  }
}
