import Testing

@testable import Pictures

@Suite("Line charts")
struct ChartTests {
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

  @Test(
    "Logarithmic axes have ticks at powers of ten, and between them where these are few",
    arguments: [
      (0.0005...0.7, ["0.0001", "0.001", "0.01", "0.1", "1"]),
      (0.03...0.4, ["0.02", "0.05", "0.1", "0.2", "0.5"]),
      (1e-12...1e3, ["1e-12", "1e-8", "0.01", "100"]),
      (0.2...0.3, ["0.2", "0.5"]), (1.0...1.0, ["1"]),
    ])
  func logarithmicTicks(range: ClosedRange<Double>, labels: [String]) {
    let ticks = Axis(logarithmicallyCovering: range).ticks.map(\.label)
    #expect(Set(labels).isSubset(of: ticks) && ticks.count <= 12, "\(ticks)")
  }

  @Test("On a logarithmic axis equal ratios are equal distances, and all numbers are on it")
  func ratios() {
    let axis = Axis(logarithmicallyCovering: 0.0012...0.7)
    let steps = zip([0.01, 0.1, 1], [0.001, 0.01, 0.1]).map {
      axis.share(of: $0) - axis.share(of: $1)
    }
    #expect(steps.allSatisfy { abs($0 - steps[0]) < 1e-12 && $0 > 0 })
    #expect(axis.share(of: 0.0012) >= 0 && axis.share(of: 0.7) <= 1)
    let tight = Axis(logarithmicallyCovering: 1...500, isTight: true)
    #expect(tight.share(of: 1) == 0 && tight.share(of: 500) == 1)
  }

  /// A panel with one line of numbers, epoch by epoch.
  private func panel(_ kind: LineChart.Kind, _ numbers: [Double]) -> LineChart {
    LineChart(
      title: "loss", xLabel: "epoch", kind: kind,
      lines: [
        .init(
          "a",
          points: numbers.enumerated().map { .init(x: Double($0.offset + 1), y: $0.element) })
      ])
  }

  @Test("Losses are logarithmic where they fall by more than 30 times, unless said otherwise")
  func heights() {
    let far = panel(.loss, [1, 0.5, 0.03])
    let near = panel(.loss, [1, 0.5, 0.04])
    #expect(ChartAxes.auto.areHeightsLogarithmic(far))
    #expect(!ChartAxes.auto.areHeightsLogarithmic(near))
    #expect(!ChartAxes.auto.areHeightsLogarithmic(panel(.score, [0.01, 0.9])))
    #expect(!ChartAxes.auto.areHeightsLogarithmic(panel(.loss, [1, 0.1, 0])), "0 has no logarithm")
    for axes in [ChartAxes.linear, .logX] { #expect(!axes.areHeightsLogarithmic(far)) }
    for axes in [ChartAxes.logY, .log] { #expect(axes.areHeightsLogarithmic(near)) }
    #expect(!ChartAxes.log.areHeightsLogarithmic(panel(.loss, [1, 0, -1])))
  }

  @Test("Epochs are logarithmic where half of the way is gone within the first twentieth")
  func width() {
    let early = panel(.score, [0.1, 0.9] + [Double](repeating: 1, count: 98))
    let even = panel(.score, (1...100).map { Double($0) / 100 })
    #expect(ChartAxes.auto.isWidthLogarithmic(early) && !ChartAxes.auto.isWidthLogarithmic(even))
    #expect(!ChartAxes.auto.isWidthLogarithmic(panel(.score, [0, 1, 1, 1])), "few epochs")
    #expect(!ChartAxes.linear.isWidthLogarithmic(early) && ChartAxes.logX.isWidthLogarithmic(even))
    #expect(!ChartAxes.log.isWidthLogarithmic(panel(.score, [])), "no points")
  }

  @Test("Twelve names stand beside the ends of their lines, none on another")
  func names() throws {
    let lines = (0..<12).map { number in
      LineChart.Line(
        "run \(number)", points: [.init(x: 1, y: 1), .init(x: 2, y: Double(number) / 1000)])
    }
    let chart = Chart(title: "t", panels: [LineChart(title: "p", xLabel: "epoch", lines: lines)])
    let text = try chart.drawing.svg()
    let found = text.matches(of: /y="([0-9.]+)">run ([0-9]+)</)
      .map { (height: Double($0.1) ?? 0, number: Int($0.2) ?? 0) }
    let places = found.sorted { $0.number < $1.number }.map(\.height)
    #expect(places.count == 12)
    // The higher a line ends, the higher its name.
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 - $1 >= 16 })
    #expect(LineLabels.apart([5, 5, 5], from: 0, to: 100) == [5, 22, 39])
    #expect(LineLabels.apart([99, 99], from: 0, to: 100) == [83, 100])
  }

  @Test("A line goes from the lower left to the upper right of its panel, without stray points")
  func line() throws {
    let points = [(0, 0), (1, Double.nan), (1, Double.infinity), (10, 1)].map {
      LineChart.Point(x: $0.0, y: $0.1)
    }
    let chart = LineChart(title: "up", xLabel: "x", lines: [.init("a", points: points)])
    let text = try Chart(title: "t", panels: [chart]).drawing.svg()
    #expect(text.contains("points=\"64,284 420,78\""))
  }

  @Test("Names are text, never elements; there is a style for dark pages, and nothing from outside")
  func text() throws {
    let chart = LineChart(title: "<b>&\"", xLabel: "x", lines: [.init("\u{1}a", points: [])])
    let text = try Chart(title: "<script>", panels: [chart, chart]).drawing.svg()
    #expect(text.contains("&lt;script&gt;") && text.contains("&lt;b&gt;&amp;&quot;"))
    #expect(!text.contains("<script") && !text.contains("\u{1}"))
    #expect(text.contains("@media (prefers-color-scheme: dark)"))
    #expect(!text.contains("href") && !text.contains("url(") && !text.contains("@import"))
  }
}
