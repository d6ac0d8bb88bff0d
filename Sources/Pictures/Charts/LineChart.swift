/// Lines over a common axis: one panel of an ``SVGChart``.
public struct LineChart: Sendable, Equatable {
  /// A line through points, from left to right.
  public struct Line: Sendable, Equatable {
    /// What the legend calls it.
    public var name: String
    /// Where it goes; points that are not finite are left out.
    public var points: [Point]

    /// Names a line.
    public init(_ name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// A point in the units of the axes.
  public struct Point: Sendable, Equatable {
    /// To the right.
    public var x: Double
    /// Upwards.
    public var y: Double

    /// Makes a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// What stands above the panel.
  public var title: String
  /// What the horizontal axis counts, in whole numbers.
  public var xLabel: String
  /// The lines; the fifth has the colour of the first again.
  public var lines: [Line]

  /// Describes a panel.
  public init(title: String, xLabel: String, lines: [Line]) {
    self.title = title
    self.xLabel = xLabel
    self.lines = lines
  }

  /// The lines without points that have no place.
  var drawableLines: [Line] {
    lines.map { line in
      Line(line.name, points: line.points.filter { $0.x.isFinite && $0.y.isFinite })
    }
  }

  /// The smallest range that holds some of the numbers of all points, 0 to 1 if there are none.
  func range(of number: KeyPath<Point, Double>) -> ClosedRange<Double> {
    let numbers = drawableLines.flatMap { $0.points.map { $0[keyPath: number] } }
    guard let least = numbers.min(), let most = numbers.max() else { return 0...1 }
    return least...most
  }
}
