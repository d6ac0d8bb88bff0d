import CMath

/// A straight edge between something dark and something brighter.
struct SheetRim: Sendable {
  /// The direction from dark to bright, one pixel long.
  let inward: SIMD2<Double>
  /// How far the edge lies along it, seen from the middle of the picture.
  let distance: Double
  /// Whether it is the picture's own border, beyond which nothing is known.
  var isBorder = false

  /// Where two edges meet, seen from the middle of the picture; nil if they run alike.
  func meeting(_ other: SheetRim) -> SIMD2<Double>? {
    let turn = inward.x * other.inward.y - inward.y * other.inward.x
    guard abs(turn) > 0.2 else { return nil }
    return SIMD2(
      distance * other.inward.y - other.distance * inward.y,
      other.distance * inward.x - distance * other.inward.x) / turn
  }
}

/// Finds straight edges: each place of strong change votes for all lines that it could lie on.
///
/// P. Hough's transform in the form of R. Duda and P. Hart, "Use of the Hough Transformation to
/// Detect Lines and Curves in Pictures", 1972, with lines that know their bright side.
struct SheetRims {
  private static let directions: [SIMD2<Double>] = (0..<120).map {
    let angle = Double($0) * 3 * 0.017453292519943295
    return SIMD2(glassbox_cos(angle), glassbox_sin(angle))
  }
  /// The most edges that are looked at.
  private static let most = 14
  /// Changes weaker than this, of the logarithm of the brightness, are no rim.
  private static let leastChange = 0.12
  /// A stronger change is no better.
  private static let fullChange = 0.6
  /// A rim has at least this many full votes.
  private static let leastVotes = 4.0

  private var votes: [Double]
  /// Distances from −reach to reach.
  private let reach: Int

  /// The strongest edges of a picture, and its four borders.
  ///
  /// - Parameter light: The logarithm of the brightness, in which shadows do not change how strong
  ///   an edge is.
  static func find(in light: InkPicture) -> [SheetRim] {
    let reach = (light.width + light.height) / 2 + 1
    var votes = SheetRims(
      votes: [Double](repeating: 0, count: directions.count * (2 * reach + 1)), reach: reach)
    votes.count(in: light)
    let (right, low) = (Double(light.width) / 2, Double(light.height) / 2)
    let borders = [([1, 0], -right), ([-1, 0], -right), ([0, 1], -low), ([0, -1], -low)].map {
      SheetRim(inward: $0.0, distance: $0.1, isBorder: true)
    }
    return votes.strongest() + borders
  }

  /// The length of a direction's row of votes.
  private var row: Int { 2 * reach + 1 }

  private mutating func count(in light: InkPicture) {
    let directions = Self.directions
    let (middleX, middleY) = (Double(light.width) / 2, Double(light.height) / 2)
    for y in 2..<max(light.height - 2, 2) {
      for x in 2..<max(light.width - 2, 2) {
        let across = Double(light[x + 2, y] - light[x - 2, y])
        let down = Double(light[x, y + 2] - light[x, y - 2])
        let strength = (across * across + down * down).squareRoot()
        guard strength >= Self.leastChange else { continue }
        let vote = min(strength, Self.fullChange)
        let (placeX, placeY) = (Double(x) + 0.5 - middleX, Double(y) + 0.5 - middleY)
        for turn in Self.turns(near: across, down) {
          let index = (turn + directions.count) % directions.count
          let direction = directions[index]
          guard direction.x * across + direction.y * down > 0.99 * strength else { continue }
          let distance = Int((placeX * direction.x + placeY * direction.y).rounded()) + reach
          votes[index * row + distance] += vote
        }
      }
    }
  }

  /// The directions of the eighth of a circle in which a change lies, and those up to 9° beside it.
  private static func turns(near across: Double, _ down: Double) -> ClosedRange<Int> {
    let isLevel = abs(across) >= abs(down)
    let eighth =
      switch (across >= 0, down >= 0) {
      case (true, true): isLevel ? 0 : 1
      case (false, true): isLevel ? 3 : 2
      case (false, false): isLevel ? 4 : 5
      case (true, false): isLevel ? 7 : 6
      }
    let size = directions.count / 8
    return eighth * size - 3...(eighth + 1) * size + 3
  }

  /// The edges with most votes, each with those beside it taken out.
  private mutating func strongest() -> [SheetRim] {
    var rims: [SheetRim] = []
    // The best of each direction is kept, and looked for again where votes are taken out.
    var bests = Self.directions.indices.map { best(of: $0) }
    while rims.count < Self.most,
      let angle = bests.indices.max(by: { votes(bests, $0) < votes(bests, $1) }),
      votes(bests, angle) >= Self.leastVotes * Self.fullChange
    {
      let distance = bests[angle]
      rims.append(
        SheetRim(inward: Self.directions[angle], distance: Double(distance - reach)))
      for turn in -3...3 {
        let near = (angle + turn + Self.directions.count) % Self.directions.count
        for place in max(distance - 4, 0)...min(distance + 4, row - 1) {
          votes[near * row + place] = 0
        }
        bests[near] = best(of: near)
      }
    }
    return rims
  }

  /// The votes for the best of a direction.
  private func votes(_ bests: [Int], _ direction: Int) -> Double {
    votes[direction * row + bests[direction]]
  }

  /// Which distance of a direction has most votes.
  private func best(of direction: Int) -> Int {
    let first = direction * row
    var best = 0
    for distance in 1..<row where votes[first + distance] > votes[first + best] { best = distance }
    return best
  }
}
