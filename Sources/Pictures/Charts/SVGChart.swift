/// Panels with lines as a picture of vectors, for web pages and documents.
///
/// ```swift
/// let loss = LineChart(title: "loss", xLabel: "epoch", lines: [
///   .init("training", points: [.init(x: 1, y: 0.9), .init(x: 2, y: 0.4)])
/// ])
/// SVGChart(title: "xor", panels: [loss]).text  // <svg xmlns=…
/// ```
///
/// The text stands alone, without scripts, fonts or anything else from outside (SVG 1.1, W3C 2011).
/// Its style sheet has colours for light and for dark pages. Lines differ in their dashes, too, for
/// those who cannot tell the colours apart.
public struct SVGChart: Sendable, Equatable {
  /// What stands above all panels.
  public var title: String
  /// The panels, side by side.
  public var panels: [LineChart]

  /// What stands below all panels, if anything.
  public var note: String?

  /// Puts panels together.
  public init(title: String, panels: [LineChart], note: String? = nil) {
    self.title = title
    self.panels = panels
    self.note = note
  }

  /// The complete file.
  public var text: String {
    let width = max(panels.count, 1) * SVGPanel.width
    let legend = SVGLegend(of: panels, note: note, width: width)
    let height = Self.titleHeight + SVGPanel.height + legend.height
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" "
        + "width=\"\(width)\" height=\"\(height)\" role=\"img\">",
      "<title>\(Self.escaped(title))</title>", "<style>", Self.style, "</style>",
      "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>",
      "<text class=\"title\" x=\"\(width / 2)\" y=\"26\" text-anchor=\"middle\">"
        + "\(Self.escaped(title))</text>",
    ]
    for (index, panel) in panels.enumerated() {
      lines.append(
        "<g transform=\"translate(\(index * SVGPanel.width) \(Self.titleHeight))\">")
      lines += SVGPanel(panel).elements
      lines.append("</g>")
    }
    lines += legend.elements(top: Self.titleHeight + SVGPanel.height)
    return lines.joined(separator: "\n") + "\n</svg>\n"
  }

  private static let titleHeight = 34

  // Blue and orange of Okabe and Ito (2008), which colour-blind people tell apart; lighter on dark.
  private static let style = """
    .page { fill: #ffffff; }
    text { fill: #333333; font: 12px system-ui, sans-serif; }
    .title { font-size: 15px; font-weight: 600; }
    .grid { stroke: #dddddd; }
    .axis { stroke: #777777; }
    .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    .line0 { stroke: #0072b2; }
    .line1 { stroke: #d55e00; stroke-dasharray: 7 4; }
    .line2 { stroke: #007f5f; stroke-dasharray: 2 4; }
    .line3 { stroke: #aa4490; stroke-dasharray: 10 3 2 3; }
    .colour0 { stroke: #0072b2; } .colour1 { stroke: #d55e00; } .colour2 { stroke: #009e73; }
    .colour3 { stroke: #aa4490; } .colour4 { stroke: #e69f00; } .colour5 { stroke: #56b4e9; }
    .colour6 { stroke: #7a5230; } .colour7 { stroke: #555555; }
    .dashed { stroke-dasharray: 7 4; }
    .faint { stroke-width: 1; opacity: 0.6; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #16181d; }
      text { fill: #d8dade; }
      .grid { stroke: #33373f; }
      .axis { stroke: #8b919c; }
      .line0 { stroke: #56b4e9; }
      .line1 { stroke: #f0903c; }
      .line2 { stroke: #35c79a; }
      .line3 { stroke: #e08bc8; }
      .colour0 { stroke: #3f9fe0; } .colour1 { stroke: #f0803c; } .colour2 { stroke: #35c79a; }
      .colour3 { stroke: #e08bc8; } .colour5 { stroke: #a5d8f5; } .colour6 { stroke: #c09a70; }
      .colour7 { stroke: #b5b5b5; }
    }
    """

  /// Text that XML takes for nothing else; characters it does not allow are left out.
  package static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 32 || (0xFFFE...0xFFFF).contains(scalar.value): break
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
