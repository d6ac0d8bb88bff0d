/// One panel: axes with ticks, lines, and their names.
struct ChartPanel {
  static let leastWidth = 460

  private let chart: LineChart
  private let lines: [LineChart.Line]
  private let xAxis: Axis
  private let yAxis: Axis
  private let labels: LineLabels
  private let plotHeight: Double
  private let xTitle: String

  // The room around the lines.
  private static let left = 64.0
  private static let top = 34.0
  private static let below = 60.0
  private static let plotWidth = 356.0
  private static let leastPlotHeight = 206.0

  init(_ chart: LineChart, isWidthLogarithmic: Bool, areHeightsLogarithmic: Bool) {
    self.chart = chart
    lines = chart.drawableLines
    let (xRange, yRange) = (chart.range { $0.x }, chart.range { $0.y })
    xAxis =
      isWidthLogarithmic
      ? Axis(logarithmicallyCovering: xRange, isTight: true)
      : Axis(covering: xRange, mostSteps: 8, wholeNumbers: true)
    yAxis =
      areHeightsLogarithmic ? Axis(logarithmicallyCovering: yRange) : Axis(covering: yRange)
    labels = LineLabels(of: lines)
    // Many lines need room themselves, too.
    plotHeight = max(Self.leastPlotHeight, labels.height * 1.4)
    let logarithmic = [(isWidthLogarithmic, chart.xLabel), (areHeightsLogarithmic, chart.title)]
      .filter(\.0).map(\.1)
    xTitle =
      chart.xLabel
      + (logarithmic.isEmpty ? "" : " (logarithmic: \(logarithmic.joined(separator: ", ")))")
  }

  var width: Int { max(Self.leastWidth, Int(Self.left + Self.plotWidth) + labels.width + 12) }
  var height: Int { Int(Self.top + plotHeight + Self.below) }

  func draw(on drawing: inout Drawing, left: Double, top: Double) {
    let plot = Plot(
      left: left + Self.left, right: left + Self.left + Self.plotWidth, top: top + Self.top,
      bottom: top + Self.top + plotHeight)
    drawing.write(chart.title, at: (plot.left, top + 6), .heading)
    drawYAxis(on: &drawing, plot)
    drawXAxis(on: &drawing, plot)
    // Faint lines first, so that they hide none of the others.
    for line in lines.filter(\.isFaint) + lines.filter({ !$0.isFaint }) {
      let points = line.points.map { place(of: $0, plot) }
      drawing.line(points, line.look(isSinglePoint: points.count == 1))
    }
    labels.draw(on: &drawing, plot) { place(of: $0, plot) }
  }

  private func place(of point: LineChart.Point, _ plot: Plot) -> Drawing.Place {
    (plot.x(xAxis.share(of: point.x)), plot.y(yAxis.share(of: point.y)))
  }

  private func drawYAxis(on drawing: inout Drawing, _ plot: Plot) {
    for (value, label) in yAxis.ticks {
      let y = plot.y(yAxis.share(of: value))
      drawing.line([(plot.left, y), (plot.right, y)], .init(.grid))
      drawing.write(label, at: (plot.left - 8, y - 4.5), .small, anchor: .end)
    }
  }

  private func drawXAxis(on drawing: inout Drawing, _ plot: Plot) {
    drawing.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], .init(.faint))
    for (value, label) in xAxis.ticks {
      let x = plot.x(xAxis.share(of: value))
      drawing.line([(x, plot.bottom), (x, plot.bottom + 5)], .init(.faint))
      drawing.write(label, at: (x, plot.bottom + 10), .small, anchor: .middle)
    }
    drawing.write(
      xTitle, at: ((plot.left + plot.right) / 2, plot.bottom + 30), .small, .faint,
      anchor: .middle)
  }
}

/// The room for the lines of a panel.
struct Plot {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  func x(_ share: Double) -> Double { left + share * (right - left) }
  func y(_ share: Double) -> Double { bottom - share * (bottom - top) }
}

extension LineChart.Line {
  /// What it is drawn with.
  var ink: DrawingInk { .line(colour ?? 0) }

  /// Its dashes: none as long as colours are enough.
  var dashes: [Double] { (colour ?? 0) / DrawingInk.lineCount % 2 == 1 ? [7, 4] : [] }

  func look(isSinglePoint: Bool) -> Drawing.LineLook {
    Drawing.LineLook(
      ink, width: isSinglePoint ? 6 : isFaint ? 1 : 2, dashes: dashes, opacity: isFaint ? 0.6 : 1)
  }
}
