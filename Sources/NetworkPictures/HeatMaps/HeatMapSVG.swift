import NetworkDescription
import Pictures
import TextFormats

/// A heat map as a picture of vectors, which stands alone and goes with light and dark pages.
///
/// Every pixel with ink carries its exact share in `data-share`, and so do the biases: the numbers
/// of a file add up to the difference that its title tells.
struct HeatMapSVG {
  let map: HeatMap

  private static let cell = 10
  private static let left = 24
  private static let gap = 32
  private static let top = 48
  private static var panel: Int { HeatMap.side * cell }
  private static var mapLeft: Int { left + panel + gap }
  private static var scaleLeft: Int { mapLeft + panel + gap }
  private static var width: Int { scaleLeft + 110 }
  private static var height: Int { top + panel + 44 }

  private static let style = """
    .page { fill: #ffffff; }
    text { fill: #333333; font: 13px system-ui, sans-serif; }
    .title { font-size: 15px; font-weight: 600; }
    .frame { fill: none; stroke: #808080; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #16181d; }
      text { fill: #d8dade; }
    }
    """

  var text: String {
    let title = Drawing.escaped(map.title)
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(Self.height)\" "
          + "width=\"\(Self.width)\" height=\"\(Self.height)\" role=\"img\" "
          + "data-difference=\"\(map.why.difference)\">",
        "<title>\(title)</title>", "<style>", Self.style, "</style>", gradient,
        "<rect class=\"page\" width=\"\(Self.width)\" height=\"\(Self.height)\"/>",
        "<text class=\"title\" x=\"\(Self.left)\" y=\"28\">\(title)</text>",
      ]
      + digit + shares + scale
      + [
        "<text x=\"\(Self.left)\" y=\"\(Self.top + Self.panel + 22)\">"
          + "\(Drawing.escaped(map.leftCaption))</text>",
        "<text x=\"\(Self.mapLeft)\" y=\"\(Self.top + Self.panel + 22)\" "
          + "data-share=\"\(map.why.biasShare)\">\(Drawing.escaped(map.rightCaption))</text>",
        "</svg>",
      ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var digit: [String] {
    [ground(Self.left, .white)]
      + cells(Self.left) { index in
        (Colour(grey: UInt8(255 - 255 * map.inputs[index])), "", "")
      } + [frame(Self.left, Self.panel)]
  }

  private var shares: [String] {
    [ground(Self.mapLeft, HeatMap.paper)]
      + cells(Self.mapLeft) { index in
        let share = map.why.inputShares[index]
        let place = "row \(index / HeatMap.side), column \(index % HeatMap.side)"
        let ink = "ink \(HeatMap.text(map.inputs[index]).drop { $0 == "+" })"
        return (
          map.colour(at: index), " data-share=\"\(share)\"",
          "<title>\(place): \(ink), share \(JSONValue.number(share))</title>"
        )
      } + [frame(Self.mapLeft, Self.panel)]
  }

  /// A square for every pixel with ink.
  private func cells(
    _ left: Int, _ look: (Int) -> (colour: Colour, attributes: String, content: String)
  ) -> [String] {
    map.inputs.indices.filter { map.inputs[$0] != 0 }.map { index in
      let (colour, attributes, content) = look(index)
      let x = left + index % HeatMap.side * Self.cell
      let y = Self.top + index / HeatMap.side * Self.cell
      let start =
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.cell)\" height=\"\(Self.cell)\" "
        + "fill=\"\(colour.hex)\"\(attributes)"
      return content.isEmpty ? "\(start)/>" : "\(start)>\(content)</rect>"
    }
  }

  private var gradient: String {
    let stops = [(0, 1.0), (50, 0.0), (100, -1.0)].map { offset, share in
      let colour = Colour.signed(share).hex
      return "<stop offset=\"\(offset)%\" stop-color=\"\(colour)\"/>"
    }
    return "<defs><linearGradient id=\"scale\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"1\">"
      + stops.joined() + "</linearGradient></defs>"
  }

  private var scale: [String] {
    let x = Self.scaleLeft + 26
    func label(_ text: String, _ y: Int) -> String {
      "<text x=\"\(x)\" y=\"\(y)\">\(Drawing.escaped(text))</text>"
    }
    return [
      "<rect x=\"\(Self.scaleLeft)\" y=\"\(Self.top)\" width=\"18\" height=\"\(Self.panel)\" "
        + "fill=\"url(#scale)\"/>",
      frame(Self.scaleLeft, 18), label(HeatMap.text(map.limit), Self.top + 11),
      label("for \(map.answer)", Self.top + 29), label("0", Self.top + Self.panel / 2 + 4),
      label("for \(map.other)", Self.top + Self.panel - 19),
      label(HeatMap.text(-map.limit), Self.top + Self.panel - 1),
    ]
  }

  private func ground(_ left: Int, _ colour: Colour) -> String {
    "<rect x=\"\(left)\" y=\"\(Self.top)\" width=\"\(Self.panel)\" height=\"\(Self.panel)\" "
      + "fill=\"\(colour.hex)\"/>"
  }

  private func frame(_ left: Int, _ width: Int) -> String {
    "<rect class=\"frame\" x=\"\(left)\" y=\"\(Self.top)\" width=\"\(width)\" "
      + "height=\"\(Self.panel)\"/>"
  }
}
