import CMath

/// A sheet of paper that a photograph shows on something darker: a table, a desk pad.
struct PaperSheet: Sendable {
  /// Its corners in pixels of the photograph: upper left, upper right, lower right, lower left.
  let corners: [SIMD2<Double>]

  /// The photograph is reduced to this before a sheet is looked for.
  static let workingSide = 160
  /// The part of the photograph that a sheet has at least.
  static let leastShare = 0.05
  /// The part of the photograph that a sheet has at most.
  static let mostShare = 0.95
  /// How much of a sheet's rim may lie on the photograph's border: light that falls on one side of a
  /// paper touches it on three sides.
  static let mostOnBorder = 0.4
  /// How much brighter, as a logarithm, it is a little inside of a sheet's rim than a little outside.
  static let leastStep: Float = 0.12
  /// The part of each side along which it is.
  static let leastRim = 0.85
  /// A figure that the photograph's border closes is taken if it is so many times larger than one
  /// with four rims.
  static let borderWeight = 4.0
  /// So far from the rim, in pixels of the reduced photograph, inside and outside are compared.
  private static let reach = 3.0
  /// How many places of each side are looked at.
  private static let samples = 24

  /// Looks for a sheet; nil when the picture shows nothing but paper.
  ///
  /// Of all figures that four straight edges make, bright inside and darker outside, the largest
  /// one is the sheet. A shadow that crosses paper and table changes neither of these.
  static func find(in photograph: InkPicture) -> PaperSheet? {
    guard min(photograph.width, photograph.height) >= 2 * Polarity.smallSide else { return nil }
    let small = Resampling.reduced(photograph, toSide: workingSide)
    // Strokes are filled, so that they do not cut the paper into pieces.
    var light = LocalMean.blurred(LocalExtremes.closed(small, radius: 3), radius: 1)
    light.amounts = light.amounts.vectorMap { Float(glassbox_log(Double(max($0, 0.03)))) }
    var best: (rank: Double, corners: [SIMD2<Double>])?
    for corners in figures(between: SheetRims.find(in: light), in: light) {
      let area = area(of: corners) / Double(light.width * light.height)
      guard area >= leastShare, area <= mostShare, let rim = rimShare(of: corners, in: light) else {
        continue
      }
      let rank = area * rim.share * rim.share / (rim.isWhole ? 1 : borderWeight)
      if rank > best?.rank ?? 0 { best = (rank, corners) }
    }
    guard let best else { return nil }
    let scale = Double(photograph.width) / Double(small.width)
    let exact = fitted(best.corners, to: light)
    let centre = exact.reduce(.zero, +) / 4
    // A little smaller, because the edge itself is soft.
    return PaperSheet(corners: exact.map { (centre + ($0 - centre) * 0.985) * scale })
  }

  /// The sheet as if seen from above, and where its pixels lie in the photograph.
  func flattened(_ photograph: InkPicture) -> (picture: InkPicture, map: PlaneMap) {
    func length(_ one: Int, _ other: Int) -> Double {
      let side = corners[one] - corners[other]
      return (side * side).sum().squareRoot()
    }
    let width = max(Int((length(0, 1) + length(2, 3)) / 2), 8)
    let height = max(Int((length(1, 2) + length(3, 0)) / 2), 8)
    let map = PlaneMap(width: Double(width), height: Double(height), to: corners)
    return (map.resampled(photograph, width: width, height: height), map)
  }

  // MARK: - Figures

  /// The four-sided figures that edges make, their corners in order.
  private static func figures(
    between rims: [SheetRim], in picture: InkPicture
  ) -> [[SIMD2<Double>]] {
    let pairs = rims.indices.flatMap { one in
      rims.indices.filter { other in
        // Across from each other, bright on the side of the other.
        other > one && (rims[one].inward * rims[other].inward).sum() < -0.8
          && -rims[one].distance - rims[other].distance >= 12
      }.map { (rims[one], rims[$0]) }
    }
    let middle = SIMD2(Double(picture.width), Double(picture.height)) / 2
    var figures: [[SIMD2<Double>]] = []
    for (index, one) in pairs.enumerated() {
      for other in pairs.dropFirst(index + 1)
      where abs((one.0.inward * other.0.inward).sum()) < 0.5 {
        let ends = [(one.0, other.0), (other.0, one.1), (one.1, other.1), (other.1, one.0)]
        let corners = ends.compactMap { $0.0.meeting($0.1) }
        guard corners.count == 4,
          corners.allSatisfy({ abs($0.x) <= 1.1 * middle.x && abs($0.y) <= 1.1 * middle.y })
        else { continue }
        figures.append(inOrder(corners).map { $0 + middle })
      }
    }
    return figures
  }

  /// Corners clockwise, the one that is nearest to the upper left first.
  private static func inOrder(_ corners: [SIMD2<Double>]) -> [SIMD2<Double>] {
    let (way, back) = (corners[1] - corners[0], corners[3] - corners[0])
    let clockwise = way.x * back.y - way.y * back.x > 0 ? corners : corners.reversed()
    let first = clockwise.indices.min { clockwise[$0].sum() < clockwise[$1].sum() } ?? 0
    return (0..<4).map { clockwise[($0 + first) % 4] }
  }

  private static func area(of corners: [SIMD2<Double>]) -> Double {
    let (one, other) = (corners[2] - corners[0], corners[3] - corners[1])
    return abs(one.x * other.y - one.y * other.x) / 2
  }

  // MARK: - Rims

  /// A side of a figure: where it begins, where it leads, and which way is inside.
  private struct Side {
    let start: SIMD2<Double>
    let way: SIMD2<Double>
    let inward: SIMD2<Double>

    init?(of corners: [SIMD2<Double>], _ index: Int) {
      start = corners[index]
      way = corners[(index + 1) % 4] - start
      let length = (way * way).sum().squareRoot()
      guard length > 0 else { return nil }
      inward = SIMD2(-way.y, way.x) / length
    }

    func place(_ sample: Int) -> SIMD2<Double> {
      start + way * ((Double(sample) + 0.5) / Double(PaperSheet.samples))
    }
  }

  /// Along which part of a figure's rim it is brighter inside than outside, and whether all four
  /// sides are seen; nil if it is along too little of a side, or if too much of the rim is the
  /// photograph's border.
  private static func rimShare(
    of corners: [SIMD2<Double>], in light: InkPicture
  ) -> (share: Double, isWhole: Bool)? {
    var (seen, steps) = (0, 0)
    var isWhole = true
    for index in 0..<4 {
      guard let side = Side(of: corners, index) else { return nil }
      var (seenHere, stepsHere) = (0, 0)
      for sample in 0..<samples {
        let place = side.place(sample)
        guard let inside = amount(of: light, at: place + side.inward * reach),
          let outside = amount(of: light, at: place - side.inward * reach)
        else { continue }
        seenHere += 1
        if inside - outside >= leastStep { stepsHere += 1 }
      }
      guard Double(stepsHere) >= leastRim * Double(seenHere) else { return nil }
      (seen, steps) = (seen + seenHere, steps + stepsHere)
      isWhole = isWhole && 2 * seenHere > samples
    }
    let all = 4 * samples
    guard seen > 0, Double(all - seen) <= mostOnBorder * Double(all) else { return nil }
    return (Double(steps) / Double(seen), isWhole)
  }

  private static func amount(of picture: InkPicture, at place: SIMD2<Double>) -> Float? {
    guard place.x >= 0, place.y >= 0, place.x < Double(picture.width),
      place.y < Double(picture.height)
    else { return nil }
    return picture[Int(place.x), Int(place.y)]
  }

  /// The figure whose sides lie exactly where the change is steepest.
  private static func fitted(
    _ corners: [SIMD2<Double>], to light: InkPicture
  ) -> [SIMD2<Double>] {
    let sides = (0..<4).compactMap { fittedSide(of: corners, $0, to: light) }
    let exact = sides.indices.compactMap { sides[($0 + 3) % 4].meeting(sides[$0]) }
    guard exact.count == 4 else { return corners }
    let strays = zip(exact, corners).map { (($0 - $1) * ($0 - $1)).sum() }
    return strays.allSatisfy { $0 < 64 } ? exact : corners
  }

  /// The line of least squares through the steepest places near a side.
  private static func fittedSide(
    of corners: [SIMD2<Double>], _ index: Int, to light: InkPicture
  ) -> SheetRim? {
    guard let side = Side(of: corners, index) else { return nil }
    let length = (side.way * side.way).sum().squareRoot()
    let along = side.way / length
    var (count, sum, squares) = (0.0, SIMD2<Double>.zero, SIMD2<Double>.zero)
    for sample in 1..<(samples - 1) {
      let place = side.place(sample)
      var best = (step: leastStep, offset: Double.infinity)
      for half in -8...8 {
        let offset = 0.5 * Double(half)
        guard let inside = amount(of: light, at: place + side.inward * (offset + 1.5)),
          let outside = amount(of: light, at: place + side.inward * (offset - 1.5))
        else { continue }
        if inside - outside > best.step { best = (inside - outside, offset) }
      }
      guard best.offset.isFinite else { continue }
      let point = SIMD2(((place - side.start) * along).sum(), best.offset)
      count += 1
      sum += point
      squares += SIMD2(point.x * point.x, point.x * point.y)
    }
    let spread = squares.x - sum.x * sum.x / max(count, 1)
    guard count >= 8, spread > 0 else {
      return SheetRim(inward: side.inward, distance: (side.start * side.inward).sum())
    }
    let slope = (squares.y - sum.x * sum.y / count) / spread
    let start = side.start + side.inward * ((sum.y - slope * sum.x) / count)
    let normal = side.inward - along * slope
    let inward = normal / (normal * normal).sum().squareRoot()
    return SheetRim(inward: inward, distance: (start * inward).sum())
  }
}
