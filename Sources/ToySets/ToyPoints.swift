import CMath

/// Playground's formulas, fed by any source of uniform numbers.
///
/// The numbers are asked for in Playground's order, so that the same ones give the same points.
struct ToyPoints {
  /// From 0 to 1: blurs labels, or moves points.
  let noise: Double
  /// The next number from 0 (included) to 1 (excluded).
  let next: () -> Double

  /// The points of a set, in the order they are made in: not shuffled.
  func points(of set: ToySet, count: Int) -> [LabelledPoint] {
    switch set {
    case .circle: circle(count)
    case .xor: (0..<count).map { _ in quadrants() }
    case .gauss: clouds(count)
    case .spiral: spiral(count)
    case .plane: (0..<count).map { _ in numbered { ($0 + $1) / 10 } }
    case .multiGauss: (0..<count).map { _ in numbered(Self.bumps) }
    }
  }

  /// Half of the points in a disc of radius 2.5, half in a ring from 3.5 to 5.
  private func circle(_ count: Int) -> [LabelledPoint] {
    let radius = 5.0
    let parts = [(0, radius * 0.5), (radius * 0.7, radius)]
    return parts.flatMap { inner, outer in
      (0..<(count + 1) / 2).map { _ in
        let distance = uniform(inner, outer)
        let angle = uniform(0, 2 * .pi)
        let (x, y) = (distance * glassbox_sin(angle), distance * glassbox_cos(angle))
        let (strayX, strayY) = (stray(radius), stray(radius))
        let seen = ((x + strayX) * (x + strayX) + (y + strayY) * (y + strayY)).squareRoot()
        return LabelledPoint(x: x, y: y, label: seen < radius * 0.5 ? 1 : -1)
      }
    }
  }

  /// A point whose label says whether its coordinates have one sign; none is close to an axis.
  private func quadrants() -> LabelledPoint {
    let padding = 0.3
    var x = uniform(-5, 5)
    x += x > 0 ? padding : -padding
    var y = uniform(-5, 5)
    y += y > 0 ? padding : -padding
    let (strayX, strayY) = (stray(5), stray(5))
    return LabelledPoint(x: x, y: y, label: (x + strayX) * (y + strayY) >= 0 ? 1 : -1)
  }

  /// Clouds around (2, 2) and (−2, −2), whose variance grows with the noise from 0.5 to 4.
  private func clouds(_ count: Int) -> [LabelledPoint] {
    let variance = 0.5 + noise / 0.5 * 3.5
    return [(2.0, 1.0), (-2.0, -1.0)].flatMap { centre, label in
      (0..<(count + 1) / 2).map { _ in
        LabelledPoint(x: normal(centre, variance), y: normal(centre, variance), label: label)
      }
    }
  }

  /// Arms of 1.75 turns, half a turn apart, out to a radius of 5.
  private func spiral(_ count: Int) -> [LabelledPoint] {
    let half = Double(count) / 2
    return [(0, 1.0), (Double.pi, -1.0)].flatMap { start, label in
      (0..<(count + 1) / 2).map { index in
        let radius = Double(index) / half * 5
        let angle = 1.75 * Double(index) / half * 2 * .pi + start
        return LabelledPoint(
          x: radius * glassbox_sin(angle) + uniform(-1, 1) * noise,
          y: radius * glassbox_cos(angle) + uniform(-1, 1) * noise, label: label)
      }
    }
  }

  /// A point anywhere in the plane, with the number of a place nearby.
  private func numbered(_ number: (Double, Double) -> Double) -> LabelledPoint {
    let (x, y) = (uniform(-6, 6), uniform(-6, 6))
    let (strayX, strayY) = (stray(6), stray(6))
    return LabelledPoint(x: x, y: y, label: number(x + strayX, y + strayY))
  }

  /// Cones of radius 2 in two rows of three, up and down in turn; the steepest counts.
  private static func bumps(_ x: Double, _ y: Double) -> Double {
    var label = 0.0
    for (column, row) in [(-4.0, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)] {
      let distance = ((x - column) * (x - column) + (y - row) * (y - row)).squareRoot()
      let isUp = (column == 0) == (row < 0)
      let height = max(0, 1 - distance / 2) * (isUp ? 1 : -1)
      if abs(height) > abs(label) { label = height }
    }
    return label
  }

  private func uniform(_ low: Double, _ high: Double) -> Double { next() * (high - low) + low }

  private func stray(_ radius: Double) -> Double { uniform(-radius, radius) * noise }

  /// The polar method (Marsaglia and Bray, 1964), of whose two numbers the first is used.
  private func normal(_ mean: Double, _ variance: Double) -> Double {
    while true {
      let first = 2 * next() - 1
      let second = 2 * next() - 1
      let square = first * first + second * second
      // At 0 there is no logarithm; Playground would make a point that is not a number.
      guard square <= 1, square > 0 else { continue }
      return mean + variance.squareRoot() * (-2 * glassbox_log(square) / square).squareRoot()
        * first
    }
  }
}
