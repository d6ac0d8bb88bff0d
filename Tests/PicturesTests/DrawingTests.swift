import TextFormats
import Testing

@testable import Pictures

@Suite("Drawings, as vectors and as pixels")
struct DrawingTests {
  @Test("A number's colour is blue above zero, orange below, white at zero")
  func signs() {
    #expect(Colour.signed(1).hex == "#0b6fb8" && Colour.signed(-1).hex == "#c75a00")
    #expect(Colour.signed(0) == .white && Colour.signed(.nan) == .white)
    #expect(Colour.signed(3, limit: 2) == .signed(1) && Colour.signed(-.infinity) == .signed(-1))
    #expect(Colour.signed(1, limit: 0) == .white)
  }

  @Test("Every element is at its place in pixels, and an element of the SVG")
  func elements() throws {
    var drawing = Pictures.Drawing(title: "a & b", width: 120)
    drawing.fill(PixelBox(x: 10, y: 10, width: 20, height: 20), .positive)
    drawing.line([(40, 20), (80, 20)], .init(.negative, width: 4))
    drawing.mark(at: (100, 20), .init(.disc, radius: 8, .positive, edge: .fixed(.white)))
    drawing.place(
      ColourPicture(width: 1, height: 1, filledWith: .red),
      in: PixelBox(x: 10, y: 40, width: 30, height: 10), id: "red", note: "<red>")
    drawing.write("words", x: 60, y: 50)
    let sheet = drawing.sheet
    #expect(
      sheet.width == 120 && sheet.height == 50 + PictureSheet.textHeight() + Pictures.Drawing.margin
    )
    #expect(sheet[20, 20] == .signed(1) && sheet[60, 20] == .signed(-1))
    #expect(sheet[100, 20] == .signed(1) && sheet[39, 49] == .red && sheet[41, 49] == .white)
    let svg = try drawing.svg()
    for part in [
      "<title>a &amp; b</title>", "class=\"area positive\"", "class=\"line negative\"", "<circle",
      "id=\"red\"", "&lt;red&gt;", ">words</text>", ".positive { color: #0b6fb8; }",
      ".positive { color: #5cb3f2; }",
    ] { #expect(svg.contains(part), "\(part)") }
  }

  @Test("Words that are too long end in dots, within their width")
  func fitting() {
    let style = Pictures.Drawing.TextStyle.label
    #expect(style.fitting("short", in: 200) == "short")
    let shown = style.fitting("a name that is much too long", in: 80)
    #expect(shown.hasSuffix("…") && shown.hasPrefix("a name"))
    #expect(style.width(of: shown) <= 80)
  }
}
