extension SheetFigure {
  /// How much of a sheet's rim may lie on the photograph's border: light that falls on one side of a
  /// paper touches it on three sides.
  static let mostOnBorder = 0.4
  /// How much brighter, as a logarithm, it is a little inside of a sheet's rim than a little outside.
  static let leastStep: Float = 0.12
  /// The part of each side along which it is.
  static let leastRim = 0.85

  /// So far from the rim, in pixels of the reduced photograph, inside and outside are compared.
  private static let reach = 3.0
  /// How many places of each side are looked at.
  private static let samples = 24

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
      start + way * ((Double(sample) + 0.5) / Double(SheetFigure.samples))
    }
  }

  /// Along which part of a figure's rim it is brighter inside than outside, and whether all four
  /// sides are seen, and how bright it is outside; nil if it is along too little of a side, or if too
  /// much of the rim is the photograph's border.
  func rim(in light: InkPicture) -> (share: Double, isWhole: Bool, outside: [Float])? {
    var (seen, steps) = (0, 0)
    var isWhole = true
    var around: [Float] = []
    for index in 0..<4 {
      guard let side = Side(of: corners, index) else { return nil }
      var (seenHere, stepsHere) = (0, 0)
      for sample in 0..<Self.samples {
        let place = side.place(sample)
        guard let inside = amount(of: light, at: place + side.inward * Self.reach),
          let outside = amount(of: light, at: place - side.inward * Self.reach)
        else { continue }
        seenHere += 1
        around.append(outside)
        if inside - outside >= Self.leastStep { stepsHere += 1 }
      }
      guard Double(stepsHere) >= Self.leastRim * Double(seenHere) else { return nil }
      (seen, steps) = (seen + seenHere, steps + stepsHere)
      isWhole = isWhole && 2 * seenHere > Self.samples
    }
    let all = 4 * Self.samples
    guard seen > 0, Double(all - seen) <= Self.mostOnBorder * Double(all) else { return nil }
    return (Double(steps) / Double(seen), isWhole, around)
  }

  /// The part of a figure that is brighter than the darker of the places around it.
  func brightShare(than outside: [Float], in light: InkPicture) -> Double {
    let dark = percentile(0.25, of: outside) + Self.leastStep
    var (seen, bright) = (0, 0)
    for row in 0..<Self.samples {
      let down = (Double(row) + 0.5) / Double(Self.samples)
      let left = corners[0] + (corners[3] - corners[0]) * down
      let right = corners[1] + (corners[2] - corners[1]) * down
      for column in 0..<Self.samples {
        let across = (Double(column) + 0.5) / Double(Self.samples)
        guard let amount = amount(of: light, at: left + (right - left) * across) else { continue }
        seen += 1
        if amount > dark { bright += 1 }
      }
    }
    return seen > 0 ? Double(bright) / Double(seen) : 0
  }

  private func amount(of picture: InkPicture, at place: SIMD2<Double>) -> Float? {
    guard place.x >= 0, place.y >= 0, place.x < Double(picture.width),
      place.y < Double(picture.height)
    else { return nil }
    return picture[Int(place.x), Int(place.y)]
  }

  /// The figure whose sides lie exactly where the change is steepest.
  func fitted(to light: InkPicture) -> SheetFigure {
    let sides = (0..<4).compactMap { fittedSide($0, to: light) }
    let exact = sides.indices.compactMap { sides[($0 + 3) % 4].meeting(sides[$0]) }
    guard exact.count == 4 else { return self }
    let strays = zip(exact, corners).map { (($0 - $1) * ($0 - $1)).sum() }
    return strays.allSatisfy { $0 < 64 } ? SheetFigure(corners: exact) : self
  }

  /// The line of least squares through the steepest places near a side.
  private func fittedSide(_ index: Int, to light: InkPicture) -> SheetRim? {
    guard let side = Side(of: corners, index) else { return nil }
    let length = (side.way * side.way).sum().squareRoot()
    let along = side.way / length
    var (count, sum, squares) = (0.0, SIMD2<Double>.zero, SIMD2<Double>.zero)
    for sample in 1..<(Self.samples - 1) {
      let place = side.place(sample)
      var best = (step: Self.leastStep, offset: Double.infinity)
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
