import Pictures
import Testing

@Suite("Colours for numbers")
struct SequentialColourTests {
  @Test("From nothing to the most, colours only get lighter")
  func lighter() {
    let greys = (0...200).map { Colour.sequential(Double($0) / 200).luminance }
    #expect(zip(greys, greys.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(greys[0] < 3 && greys[200] > 240)
  }

  @Test("Numbers beyond the scale look like its ends, and what is no number like nothing")
  func ends() {
    #expect(Colour.sequential(-3) == .sequential(0) && Colour.sequential(.nan) == .sequential(0))
    #expect(
      Colour.sequential(7) == .sequential(1) && Colour.sequential(.infinity) == .sequential(1))
    #expect(Colour.diverging(.infinity, limit: .infinity) == .diverging(1, limit: 1))
  }

  @Test("The letters of shapes and arrows are drawn, not replaced by a question mark")
  func letters() {
    func drawn(_ text: String) -> PictureSheet {
      var sheet = PictureSheet(width: 8, height: 8)
      sheet.write(text, x: 0, y: 0)
      return sheet
    }
    for letter in ["×", "−", "→", "…"] { #expect(drawn(letter) != drawn("?")) }
  }
}
