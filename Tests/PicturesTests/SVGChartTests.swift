import Testing

@testable import Pictures

@Suite("Line charts as SVG")
struct SVGChartTests {
  @Test(
    "Ticks are round numbers around all data",
    arguments: [
      (0.0...1.0, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
      (0.913...0.984, ["0.90", "0.92", "0.94", "0.96", "0.98", "1.00"]),
      (3.0...1870.0, ["0", "500", "1000", "1500", "2000"]),
      (-0.3...0.3, ["−0.4", "−0.2", "0", "0.2", "0.4"]),
      (2e-9...6e-9, ["2e-9", "3e-9", "4e-9", "5e-9", "6e-9"]),
      (0.0...0.0, ["0", "1"]),
    ])
  func ticks(range: ClosedRange<Double>, labels: [String]) {
    #expect(AxisTicks(covering: range).labels == labels)
  }

  @Test(
    "Every range lies between its first and last tick, few steps apart",
    arguments: [
      1e-300...2e-300, 1e300...1.5e300, 5.0...5.0, -7.0...(-7.0), 1...1.0000000001, 0.1...1e9,
    ])
  func oddRanges(range: ClosedRange<Double>) throws {
    let ticks = AxisTicks(covering: range)
    #expect(try #require(ticks.values.first) <= range.lowerBound.nextUp)
    #expect(try #require(ticks.values.last) >= range.upperBound.nextDown)
    #expect((2...6).contains(ticks.values.count) && ticks.labels.count == ticks.values.count)
  }

  @Test("Epochs are counted in whole numbers")
  func wholeNumbers() {
    let ticks = AxisTicks(covering: 1...3, mostSteps: 8, wholeNumbers: true)
    #expect(ticks.labels == ["1", "2", "3"])
    #expect(AxisTicks(covering: 1...1, wholeNumbers: true).labels == ["1", "2"])
  }

  @Test("A line goes from the lower left to the upper right of its panel, without stray points")
  func line() {
    let points = [(0, 0), (1, Double.nan), (1, Double.infinity), (10, 1)].map {
      LineChart.Point(x: $0.0, y: $0.1)
    }
    let chart = LineChart(title: "up", xLabel: "x", lines: [.init("a", points: points)])
    let text = SVGChart(title: "t", panels: [chart]).text
    #expect(text.contains("points=\"64.0,252.0 420.0,46.0\""))
  }

  @Test("Names are text, never elements; there is a style for dark pages, and nothing from outside")
  func text() {
    let chart = LineChart(title: "<b>&\"", xLabel: "x", lines: [.init("\u{1}a", points: [])])
    let text = SVGChart(title: "<script>", panels: [chart, chart]).text
    #expect(text.contains("&lt;script&gt;") && text.contains("&lt;b&gt;&amp;&quot;"))
    #expect(!text.contains("<script") && !text.contains("\u{1}"))
    #expect(text.contains("@media (prefers-color-scheme: dark)"))
    #expect(!text.contains("href") && !text.contains("url(") && !text.contains("@import"))
  }
}
