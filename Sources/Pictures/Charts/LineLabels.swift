/// The names of lines beside their ends, moved apart where they would touch.
struct LineLabels {
  private static let spacing = 17.0
  /// From the plot to the names; a short piece of the line's own look leads there.
  private static let lead = 26.0
  private static let mostWidth = 190

  private let lines: [LineChart.Line]

  /// Lines without points have no ends; where a strong line has the colour of a faint one, the
  /// strong one is named.
  init(of lines: [LineChart.Line]) {
    let strong = Set(lines.filter { !$0.isFaint }.map(\.colour))
    self.lines = lines.filter {
      !$0.points.isEmpty && !$0.name.isEmpty && (!$0.isFaint || !strong.contains($0.colour))
    }
  }

  /// How much room they need beside the plot.
  var width: Int {
    let widest = lines.map { Drawing.TextStyle.small.width(of: $0.name) }.max() ?? 0
    return lines.isEmpty ? 0 : Int(Self.lead) + min(widest, Self.mostWidth) + 4
  }

  /// How high all of them are.
  var height: Double { Double(lines.count) * Self.spacing }

  func draw(
    on drawing: inout Drawing, _ plot: Plot, place: (LineChart.Point) -> Drawing.Place
  ) {
    let ends = lines.compactMap { line in line.points.last.map { (line: line, end: place($0)) } }
      .sorted { $0.end.y < $1.end.y }
    let heights = Self.apart(ends.map(\.end.y), from: plot.top + 4, to: plot.bottom)
    for ((line, end), y) in zip(ends, heights) {
      let start = (plot.right + Self.lead - 12, y)
      drawing.line([end, start], .init(line.ink, opacity: 0.5))
      drawing.line(
        [start, (plot.right + Self.lead - 4, y)],
        .init(line.ink, width: 3, dashes: line.dashes.isEmpty ? [] : [3, 4]))
      drawing.write(
        Drawing.TextStyle.small.fitting(line.name, in: Self.mostWidth),
        at: (plot.right + Self.lead, y - 4.5), .small)
    }
  }

  /// Heights in their order, no nearer than the spacing, within a range if there is room.
  static func apart(_ heights: [Double], from top: Double, to bottom: Double) -> [Double] {
    var heights = heights
    for index in heights.indices {
      let least = index == 0 ? top : heights[index - 1] + spacing
      heights[index] = max(heights[index], least)
    }
    for index in heights.indices.reversed() {
      let most = index == heights.count - 1 ? bottom : heights[index + 1] - spacing
      heights[index] = min(heights[index], most)
    }
    return heights
  }
}
