/// Lines over a common axis: one panel of a ``Chart``.
public struct LineChart: Sendable, Equatable {
  /// A line through points, from left to right.
  public struct Line: Sendable, Equatable {
    /// What stands beside its end.
    public var name: String
    /// Where it goes; points that are not finite are left out.
    public var points: [Point]

    /// Its colour, by number; nil for that of its place in the panel.
    ///
    /// From the ninth colour on they are those from before, dashed. Of lines of one colour only
    /// those that are not faint have their names beside them.
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

  /// What its heights are.
  public enum Kind: Sendable, Equatable {
    /// What falls towards 0, and may fall through powers of ten.
    case loss
    /// What has a best value that is not 0, as a share of right answers has.
    case score
  }

  /// What stands above the panel.
  public var title: String
  /// What the horizontal axis counts, in whole numbers.
  public var xLabel: String
  /// What its heights are.
  public var kind: Kind
  /// The lines.
  public var lines: [Line]

  /// Describes a panel.
  public init(title: String, xLabel: String, kind: Kind = .score, lines: [Line]) {
    self.title = title
    self.xLabel = xLabel
    self.kind = kind
    self.lines = lines
  }

  /// The lines without points that have no place, each with a colour.
  var drawableLines: [Line] {
    lines.enumerated().map { index, line in
      var drawable = line
      drawable.colour = line.colour ?? index
      drawable.points.removeAll { !$0.x.isFinite || !$0.y.isFinite }
      return drawable
    }
  }

  /// The smallest range that holds some of the numbers of all points, 0 to 1 if there are none.
  func range(of number: (Point) -> Double) -> ClosedRange<Double> {
    let numbers = drawableLines.flatMap { $0.points.map(number) }
    guard let least = numbers.min(), let most = numbers.max() else { return 0...1 }
    return least...most
  }
}
