import Explanation
import NetworkQuestions
import Pictures
import TextFormats

extension Drawing {
  /// The drawing as vectors and words, which stands alone and goes with light and dark pages.
  ///
  /// Pictures are PNGs within the text: a pixel for each number, which the browser enlarges.
  ///
  /// - Throws: `PictureError` when memory runs out.
  public func svg() throws -> String {
    let title = SVGChart.escaped(title)
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "width=\"\(width)\" height=\"\(height)\" role=\"img\">",
      "<title>\(title)</title>", "<style>", Self.style, "</style>",
      "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
    ]
    return try (head + elements.map(Self.text) + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private static func text(of element: Element) throws -> String {
    switch element {
    case .text(let text, let x, let y, let style, let ink):
      // A letter of pixels stands on its last row.
      "<text class=\"\(style.rawValue) \(ink.rawValue)\" x=\"\(x)\" y=\"\(y + style.height - 1)\">"
        + "\(SVGChart.escaped(text))</text>"
    case .picture(let picture, let box, let id, let note):
      "<image id=\"\(id)\" \(attributes(of: box)) preserveAspectRatio=\"none\" "
        + "href=\"data:image/png;base64,\(Base64.text(try PNGWriter().bytes(of: picture)))\">"
        + "<title>\(SVGChart.escaped(note))</title></image>"
    case .frame(let box, let ink, let thickness):
      frame(around: box, ink, thickness)
    case .block(let box, let ink):
      "<rect class=\"\(ink.rawValue)\" \(attributes(of: box))/>"
    }
  }

  /// Lines of SVG have their middle on the edge of a rectangle; these begin where the box ends.
  private static func frame(around box: PixelBox, _ ink: Ink, _ thickness: Int) -> String {
    let half = Double(thickness) / 2
    return "<rect class=\"frame \(ink.rawValue)\" stroke-width=\"\(thickness)\" "
      + "x=\"\(Double(box.x) - half)\" y=\"\(Double(box.y) - half)\" "
      + "width=\"\(box.width + thickness)\" height=\"\(box.height + thickness)\"/>"
  }

  private static func attributes(of box: PixelBox) -> String {
    "x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\""
  }

  // Orange and blue of Okabe and Ito (2008), which colour-blind people tell apart.
  private static let style = """
    .page { fill: #ffffff; }
    image { image-rendering: pixelated; }
    text { font: 14px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
    .title { font-size: 21px; font-weight: 600; }
    .heading { font-size: 16px; font-weight: 600; }
    .plain { fill: #282828; }
    .faint { fill: #707070; }
    .accent { fill: #d55e00; }
    .bar { fill: #0072b2; }
    text.accent { font-weight: 700; }
    .frame { fill: none; }
    .frame.faint { stroke: #808080; }
    .frame.accent { stroke: #d55e00; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #16181d; }
      .plain { fill: #d8dade; }
      .faint { fill: #9aa0aa; }
      .accent { fill: #f0903c; }
      .bar { fill: #56b4e9; }
      .frame { fill: none; }
      .frame.faint { stroke: #5a606b; }
      .frame.accent { stroke: #f0903c; }
    }
    """
}
