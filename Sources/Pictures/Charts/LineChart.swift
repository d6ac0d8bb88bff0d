/// Lines over a common axis: one panel of an ``SVGChart``.
public struct LineChart: Sendable, Equatable {
  /// A line through points, from left to right.
  public struct Line: Sendable, Equatable {
    /// What the legend calls it.
    public var name: String
    /// Where it goes; points that are not finite are left out.
    public var points: [Point]

    /// Its colour, by number; nil for that of its place in the panel.
    ///
    /// Lines of one colour belong together: the legend then stands below all panels, with a name
    /// for each colour. From the ninth colour on they are those from before, dashed.
    public var colour: Int?
    /// Whether it is thin and pale, behind others.
    public var isFaint: Bool

    /// Names a line.
    public init(_ name: String, points: [Point], colour: Int? = nil, isFaint: Bool = false) {
      self.name = name
      self.points = points
      self.colour = colour
      self.isFaint = isFaint
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
      var drawable = line
      drawable.points.removeAll { !$0.x.isFinite || !$0.y.isFinite }
      return drawable
    }
  }

  /// The smallest range that holds some of the numbers of all points, 0 to 1 if there are none.
  func range(of number: KeyPath<Point, Double>) -> ClosedRange<Double> {
    let numbers = drawableLines.flatMap { $0.points.map { $0[keyPath: number] } }
    guard let least = numbers.min(), let most = numbers.max() else { return 0...1 }
    return least...most
  }
}
