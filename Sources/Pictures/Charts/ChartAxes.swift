/// Which axes of a chart are logarithmic.
public enum ChartAxes: String, CaseIterable, Sendable {
  /// Those that need it: heights where a loss falls by more than a factor of 30, epochs where half
  /// of the way is gone within the first twentieth of them.
  case auto
  /// None.
  case linear
  /// Epochs.
  case logX = "log-x"
  /// Heights.
  case logY = "log-y"
  /// Both.
  case log

  /// Whether the vertical axis of a panel is logarithmic; never where numbers are not above 0.
  func areHeightsLogarithmic(_ chart: LineChart) -> Bool {
    let range = chart.range { $0.y }
    guard range.lowerBound > 0 else { return false }
    switch self {
    case .linear, .logX: return false
    case .logY, .log: return true
    case .auto: return chart.kind == .loss && range.upperBound / range.lowerBound > Self.wideRatio
    }
  }

  /// Whether the horizontal axis of a panel is.
  func isWidthLogarithmic(_ chart: LineChart) -> Bool {
    let range = chart.range { $0.x }
    guard range.lowerBound > 0, range.upperBound > range.lowerBound else { return false }
    switch self {
    case .linear, .logY: return false
    case .logX, .log: return true
    case .auto:
      guard range.upperBound >= Self.manyEpochs else { return false }
      let halves = chart.drawableLines.compactMap { halfWay($0, of: chart) }.sorted()
      guard !halves.isEmpty else { return false }
      return halves[halves.count / 2] <= Self.early * range.upperBound
    }
  }

  /// One and a half powers of ten: from there on the lower half of a line lies on the ground.
  private static let wideRatio = 30.0
  private static let early = 0.05
  /// Of fewer epochs a twentieth is none or one.
  private static let manyEpochs = 40.0

  /// Where a line has gone half of its way from its first height, as it is drawn.
  private func halfWay(_ line: LineChart.Line, of chart: LineChart) -> Double? {
    let isLogarithmic = areHeightsLogarithmic(chart)
    let heights = line.points.map { isLogarithmic ? Axis.logarithm($0.y) : $0.y }
    guard let first = heights.first,
      let farthest = heights.map({ abs($0 - first) }).max(), farthest > 0
    else { return nil }
    return zip(line.points, heights).first { abs($1 - first) >= farthest / 2 }?.0.x
  }
}
