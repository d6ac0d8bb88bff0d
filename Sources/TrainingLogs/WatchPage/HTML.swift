import NetworkDescription
import Pictures
import TrainingLoop

/// Small pieces of HTML.
enum HTML {
  /// A table; titles are words, cells are HTML already.
  static func table(id: String?, _ titles: [String], _ rows: [String]) -> String {
    let head = titles.map { "<th scope=\"col\">\($0.html)</th>" }.joined()
    let name = id.map { " id=\"\($0)\"" } ?? ""
    return "<div class=\"table\"><table\(name)><thead><tr>\(head)</tr></thead>"
      + "<tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
  }

  static func row(_ cells: [String]) -> String {
    "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>"
  }

  /// A number as people read it, with all its digits for programs.
  ///
  /// - Parameter key: What a program finds it by, in `data-key`.
  static func number(_ value: Double?, _ metric: Metric, key: String? = nil) -> String {
    value.map { data("\($0)", metric.text($0), key) } ?? "–"
  }

  static func data(_ value: String, _ text: String, _ key: String?) -> String {
    let name = key.map { " data-key=\"\($0)\"" } ?? ""
    return "<data\(name) value=\"\(value.html)\">\(text.html)</data>"
  }

  /// A chart, with a picture of its own for each panel, so that they find room on any screen.
  static func pictures(_ chart: Chart) throws -> String {
    pictures(try chart.panelDrawings.map { (try $0.svg(), $0.width, nil) })
      + (chart.note.map { "<p>\($0.html)</p>" } ?? "")
  }

  /// Drawings side by side.
  static func pictures(_ pictures: [(svg: String, width: Int, caption: String?)]) -> String {
    let figures = pictures.map { svg, width, caption in
      "<figure style=\"--natural: \(width)px\">\(svg)"
        + (caption.map { "<figcaption>\($0.html)</figcaption>" } ?? "") + "</figure>"
    }
    return "<div class=\"pictures\">\(figures.joined(separator: "\n"))</div>"
  }
}

extension String {
  /// The text where HTML is expected, in one line and without anything that means something there.
  var html: String { Drawing.escaped(self) }
}
