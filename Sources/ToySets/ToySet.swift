import NetworkDescription

/// Points of a plane that a small network can learn: the data sets of TensorFlow Playground.
///
/// ```swift
/// let spiral = ToySet.spiral.split(noise: 0.1, seed: 1)
/// spiral.train.count  // 250
/// ```
///
/// All points lie around the square from −6 to 6. Formulas, ranges and numbers of points are those
/// of Playground (D. Smilkov, S. Carter and others, "Direct-manipulation visualization of deep
/// networks", 2017; `src/dataset.ts`).
public enum ToySet: String, CaseIterable, Sendable {
  /// A disc and a ring around it.
  case circle
  /// Opposite quadrants belong together: the plane's version of the XOR gate.
  case xor = "xor-points"
  /// Two round clouds, which a single neuron can tell apart.
  case gauss
  /// Two arms that wind around each other: the hardest of them.
  case spiral
  /// A number to learn instead of a class: it rises evenly with x + y.
  case plane
  /// A number to learn: six bumps, three up and three down.
  case multiGauss = "multi-gauss"

  /// The largest noise: where Playground's slider ends.
  public static let mostNoise = 0.5
  /// The plane that is looked at reaches from −6 to 6 in both directions.
  public static let reach = 6.0

  /// Whether a number is to be learned; otherwise, to which of two classes a point belongs.
  public var isRegression: Bool { self == .plane || self == .multiGauss }

  /// How many points Playground makes: 500, or 1,200 where numbers are to be learned.
  public var usualCount: Int { isRegression ? 1200 : 500 }

  /// What it is, in one line.
  public var summary: String {
    switch self {
    case .circle: "a disc and a ring around it"
    case .xor: "opposite quadrants belong together"
    case .gauss: "two round clouds"
    case .spiral: "two arms that wind around each other"
    case .plane: "a number that rises evenly with x + y"
    case .multiGauss: "a number: six bumps, three up and three down"
    }
  }
}

extension ToySet {
  /// Points in random order, always the same for the same seed.
  ///
  /// - Parameters:
  ///   - count: How many; of a set with two classes at least one each.
  ///   - noise: From 0 to ``mostNoise``.
  ///   - seed: Which points.
  public func points(count: Int, noise: Double = 0, seed: UInt64 = 1) -> [LabelledPoint] {
    // Every set has a row of numbers of its own, and the order another one.
    let number = Self.allCases.firstIndex(of: self) ?? 0
    var random = SeededRandom(seed: seed).sequence(.data, layer: 1 + number)
    let maker = ToyPoints(noise: noise) { random.nextUnit() }
    var points = maker.points(of: self, count: max(0, count))
    SeededRandom(seed: seed).shuffle(&points, .split, step: 1 + number)
    return points
  }
}

/// A point of the plane and what is known of it.
public struct LabelledPoint: Equatable, Sendable {
  /// To the right.
  public let x: Double
  /// Upwards.
  public let y: Double
  /// 1 or −1 for the two classes; a number from −1 to 1 where that is to be learned.
  public let label: Double

  /// Puts a place and what is known of it together.
  public init(x: Double, y: Double, label: Double) {
    self.x = x
    self.y = y
    self.label = label
  }
}
