/// Names below all panels, one for each colour that lines have been given, and a note.
struct SVGLegend {
  /// How many colours there are before they come again, dashed.
  private static let colourCount = 8
  private static let lineHeight = 22

  private let entries: [(colour: Int, name: String, x: Int, row: Int)]
  private let note: String?
  private let rowCount: Int

  /// Lays names out from left to right, in as many rows as they need.
  init(of panels: [LineChart], note: String?, width: Int) {
    var names: [Int: String] = [:]
    for line in panels.flatMap(\.lines) {
      if let colour = line.colour, names[colour] == nil { names[colour] = line.name }
    }
    var (x, row) = (24, 0)
    entries = names.sorted { $0.key < $1.key }.map { colour, name in
      let room = 60 + 7 * name.count
      if x > 24, x + room > width { (x, row) = (24, row + 1) }
      defer { x += room }
      return (colour, name, x, row)
    }
    self.note = note
    rowCount = (entries.isEmpty ? 0 : row + 1) + (note == nil ? 0 : 1)
  }

  /// How much room it takes; none without names and note.
  var height: Int { rowCount == 0 ? 0 : rowCount * Self.lineHeight + 10 }

  /// The style of a line with a colour.
  static func kind(_ colour: Int) -> String {
    "colour\(colour % colourCount)" + (colour / colourCount % 2 == 1 ? " dashed" : "")
  }

  /// Its lines and names, the first of them below a height.
  func elements(top: Int) -> [String] {
    let names = entries.flatMap { entry in
      let y = top + entry.row * Self.lineHeight + 12
      return [
        "<line class=\"line \(Self.kind(entry.colour))\" x1=\"\(entry.x)\" y1=\"\(y)\" "
          + "x2=\"\(entry.x + 28)\" y2=\"\(y)\"/>",
        "<text x=\"\(entry.x + 34)\" y=\"\(y + 4)\">\(SVGChart.escaped(entry.name))</text>",
      ]
    }
    let y = top + (rowCount - 1) * Self.lineHeight + 16
    return names + (note.map { ["<text x=\"24\" y=\"\(y)\">\(SVGChart.escaped($0))</text>"] } ?? [])
  }
}
