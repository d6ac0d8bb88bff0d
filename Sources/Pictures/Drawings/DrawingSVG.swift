import TextFormats

extension Drawing {
  /// The drawing as vectors and words (SVG 1.1, W3C 2011), which stands alone, without scripts or
  /// anything else from outside, and goes with light and dark pages.
  ///
  /// Pictures are PNGs within the text: a pixel for each number, which the browser enlarges.
  ///
  /// - Throws: `PictureError` when memory runs out.
  public func svg() throws -> String {
    let head = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "width=\"\(width)\" height=\"\(height)\" role=\"img\">",
      "<title>\(Self.escaped(title))</title>", "<style>", style, "</style>",
      "<rect class=\"area page\" width=\"\(width)\" height=\"\(height)\"/>",
    ]
    return try (head + elements.map(Self.text) + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private static func text(of element: Element) throws -> String {
    switch element {
    case .text(let text, let place, let style, let ink, let anchor):
      let end = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
      return "<text class=\"\(style.rawValue) \(ink.name)\" x=\"\(short(place.x))\" "
        + "y=\"\(short(place.y + Double(style.height)))\"\(end)>\(escaped(text))</text>"
    case .picture(let picture, let box, let id, let note):
      let name = id.isEmpty ? "" : " id=\"\(id)\""
      let title = note.isEmpty ? "" : "<title>\(escaped(note))</title>"
      return "<image\(name) \(attributes(of: box)) preserveAspectRatio=\"none\" "
        + "href=\"data:image/png;base64,\(Base64.text(try PNGWriter().bytes(of: picture)))\">"
        + "\(title)</image>"
    case .frame(let box, let ink, let thickness): return frame(around: box, ink, thickness)
    case .block(let box, let ink):
      return "<rect class=\"area \(ink.name)\" \(attributes(of: box))/>"
    case .line(let points, let look): return line(through: points, look)
    case .curve(let start, let end, let look):
      let middle = short((start.x + end.x) / 2)
      return "<path class=\"line \(look.ink.name)\"\(attributes(of: look)) "
        + "d=\"M\(short(start.x)) \(short(start.y))C\(middle) \(short(start.y)) "
        + "\(middle) \(short(end.y)) \(short(end.x)) \(short(end.y))\"/>"
    case .mark(let place, let look): return mark(at: place, look)
    }
  }

  private static func line(through points: [Place], _ look: LineLook) -> String {
    // A line through one point would not be seen.
    let shown = points.count == 1 ? points + points : points
    let text = shown.map { "\(short($0.x)),\(short($0.y))" }.joined(separator: " ")
    return "<polyline class=\"line \(look.ink.name)\" points=\"\(text)\"\(attributes(of: look))/>"
  }

  /// Lines of SVG have their middle on the edge of a rectangle; these begin where the box ends.
  private static func frame(around box: PixelBox, _ ink: DrawingInk, _ thickness: Int) -> String {
    let half = Double(thickness) / 2
    return "<rect class=\"line \(ink.name)\" stroke-width=\"\(thickness)\" "
      + "x=\"\(Double(box.x) - half)\" y=\"\(Double(box.y) - half)\" "
      + "width=\"\(box.width + thickness)\" height=\"\(box.height + thickness)\"/>"
  }

  /// The edge in its own colour, and upon it a smaller mark.
  private static func mark(at place: Place, _ look: MarkLook) -> String {
    [(look.edge, look.radius), (look.ink, look.radius - PictureSheet.edgeWidth)]
      .map { ink, radius in
        switch look.shape {
        case .disc:
          return "<circle class=\"area \(ink.name)\" cx=\"\(short(place.x))\" "
            + "cy=\"\(short(place.y))\" r=\"\(short(radius))\"/>"
        case .diamond:
          let reach = radius * 2.0.squareRoot()
          let corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)].map {
            "\(short(place.x + $0.0)),\(short(place.y + $0.1))"
          }
          return
            "<polygon class=\"area \(ink.name)\" points=\"\(corners.joined(separator: " "))\"/>"
        }
      }.joined()
  }

  private static func attributes(of look: LineLook) -> String {
    " stroke-width=\"\(short(look.width))\""
      + (look.dashes.isEmpty
        ? "" : " stroke-dasharray=\"\(look.dashes.map(short).joined(separator: " "))\"")
      + (look.opacity == 1 ? "" : " opacity=\"\(short(look.opacity))\"")
  }

  private static func attributes(of box: PixelBox) -> String {
    "x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\""
  }

  /// A hundredth of a pixel is more than can be seen.
  private static func short(_ number: Double) -> String {
    let rounded = (number * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded))" : "\(rounded)"
  }

  /// Sizes of words, and both colours of every ink.
  private var style: String {
    let letters = TextStyle.allCases.map { style in
      ".\(style.rawValue) { font-size: \(Self.short(style.size))px;"
        + (style.weight == .bold ? " font-weight: 600;" : "") + " }"
    }
    let inks = Set(elements.flatMap(\.inks) + [.page]).sorted { $0.name < $1.name }
    func rule(_ ink: DrawingInk, _ colour: Colour) -> String {
      ".\(ink.name) { color: \(colour.hex); }"
    }
    return
      ([
        "text { fill: currentColor; font-family: 'DejaVu Sans Condensed', system-ui, sans-serif; "
          + "font-variant-numeric: tabular-nums; }",
        ".area { fill: currentColor; }",
        ".line { fill: none; stroke: currentColor; stroke-linejoin: round; }",
        "polyline { stroke-linecap: round; }", "image { image-rendering: pixelated; }",
      ] + letters + inks.map { rule($0, $0.light) }
      + ["@media (prefers-color-scheme: dark) {"]
      + inks.filter { $0.light != $0.dark }.map { "  " + rule($0, $0.dark) } + ["}"])
      .joined(separator: "\n")
  }

  /// Text that XML takes for nothing else; what cannot be seen is written as escapes.
  package static func escaped(_ text: String) -> String {
    text.onOneLine.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Drawing.Element {
  /// The inks it is drawn with.
  fileprivate var inks: [DrawingInk] {
    switch self {
    case .text(_, _, _, let ink, _), .frame(_, let ink, _), .block(_, let ink): [ink]
    case .line(_, let look), .curve(_, _, let look): [look.ink]
    case .mark(_, let look): [look.ink, look.edge]
    case .picture: []
    }
  }
}
