import CMath

/// What a network may be told of a point: TensorFlow Playground's seven features.
public enum PlaneFeature: String, CaseIterable, Sendable {
  /// The first coordinate.
  case x
  /// The second coordinate.
  case y
  /// x².
  case xSquared = "x2"
  /// y².
  case ySquared = "y2"
  /// x · y.
  case product = "xy"
  /// sin x.
  case sineX = "sinx"
  /// sin y.
  case sineY = "siny"

  /// The feature of a point.
  public func value(_ x: Double, _ y: Double) -> Double {
    switch self {
    case .x: x
    case .y: y
    case .xSquared: x * x
    case .ySquared: y * y
    case .product: x * y
    case .sineX: glassbox_sin(x)
    case .sineY: glassbox_sin(y)
    }
  }

  /// The two coordinates and nothing else.
  public static let coordinates: [PlaneFeature] = [.x, .y]
}
