/// One panel as SVG elements: axes with ticks, a legend, lines.
struct SVGPanel {
  static let width = 440
  static let height = 300

  private let chart: LineChart
  private let xTicks: AxisTicks
  private let yTicks: AxisTicks

  // The room for the lines; labels stand around it.
  private let left = 64.0
  private let right = 420.0
  private let top = 46.0
  private let bottom = 252.0

  init(_ chart: LineChart) {
    self.chart = chart
    xTicks = AxisTicks(covering: chart.range(of: \.x), mostSteps: 8, wholeNumbers: true)
    yTicks = AxisTicks(covering: chart.range(of: \.y))
  }

  var elements: [String] {
    [text(chart.title, x: left, y: 18, anchor: "start", kind: " class=\"title\"")]
      + legend + yAxis + xAxis + lines
  }

  private var yAxis: [String] {
    zip(yTicks.values, yTicks.labels).flatMap { value, label in
      let y = place(value, on: yTicks, from: bottom, to: top)
      return [
        line("grid", left, y, right, y), text(label, x: left - 8, y: y + 4, anchor: "end"),
      ]
    }
  }

  private var xAxis: [String] {
    let ticks = zip(xTicks.values, xTicks.labels).flatMap { value, label in
      let x = place(value, on: xTicks, from: left, to: right)
      return [
        line("axis", x, bottom, x, bottom + 5),
        text(label, x: x, y: bottom + 19, anchor: "middle"),
      ]
    }
    return [line("axis", left, bottom, right, bottom)] + ticks
      + [text(chart.xLabel, x: (left + right) / 2, y: bottom + 38, anchor: "middle")]
  }

  /// Above the panel's right end, where no line can be hidden by it.
  private var legend: [String] {
    guard chart.lines.allSatisfy({ $0.colour == nil }) else { return [] }
    var x = right
    return chart.lines.enumerated().reversed().flatMap { index, entry in
      x -= Double(7 * entry.name.count)
      let name = text(entry.name, x: x, y: 18, anchor: "start")
      let sample = line("line line\(index % 4)", x - 34, 14, x - 6, 14)
      x -= 50
      return [sample, name]
    }
  }

  /// Faint lines first, so that they hide none of the others.
  private var lines: [String] {
    let lines = Array(chart.drawableLines.enumerated())
    return (lines.filter(\.element.isFaint) + lines.filter { !$0.element.isFaint }).compactMap {
      index, line in
      let points = line.points.map { point in
        Self.short(place(point.x, on: xTicks, from: left, to: right)) + ","
          + Self.short(place(point.y, on: yTicks, from: bottom, to: top))
      }
      guard let only = points.first else { return nil }
      // A line through one point would not be seen.
      let shown = points.count == 1 ? [only, only] : points
      let cap = points.count == 1 ? " stroke-linecap=\"round\" stroke-width=\"6\"" : ""
      let kind = line.colour.map(SVGLegend.kind) ?? "line\(index % 4)"
      return "<polyline class=\"line \(kind)\(line.isFaint ? " faint" : "")\"\(cap) "
        + "points=\"\(shown.joined(separator: " "))\"/>"
    }
  }

  private func place(
    _ value: Double, on ticks: AxisTicks, from start: Double, to end: Double
  ) -> Double {
    guard let first = ticks.values.first, let last = ticks.values.last else { return start }
    // Halved, because the difference of two numbers can be too large for a number.
    let share = (value / 2 - first / 2) / (last / 2 - first / 2)
    return start + share * (end - start)
  }

  private func line(
    _ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) -> String {
    "<line class=\"\(kind)\" x1=\"\(Self.short(x1))\" y1=\"\(Self.short(y1))\" "
      + "x2=\"\(Self.short(x2))\" y2=\"\(Self.short(y2))\"/>"
  }

  private func text(
    _ text: String, x: Double, y: Double, anchor: String, kind: String = ""
  ) -> String {
    "<text\(kind) x=\"\(Self.short(x))\" y=\"\(Self.short(y))\" text-anchor=\"\(anchor)\">"
      + "\(SVGChart.escaped(text))</text>"
  }

  /// A hundredth of a pixel is more than can be seen.
  static func short(_ number: Double) -> String {
    "\((number * 100).rounded() / 100)"
  }
}
