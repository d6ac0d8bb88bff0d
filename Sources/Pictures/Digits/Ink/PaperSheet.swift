/// A sheet of paper that a photograph shows on something darker: a table, a desk pad.
struct PaperSheet: Sendable {
  /// Its corners in pixels of the photograph: upper left, upper right, lower right, lower left.
  let corners: [SIMD2<Double>]

  /// The photograph is reduced to this before a sheet is looked for.
  static let workingSide = 160
  /// The part of the photograph that a sheet has at least.
  static let leastShare = 0.12
  /// The part of the photograph that lies around it at least.
  static let leastSurroundings = 0.05
  /// How well four straight sides fit what is bright: what both cover over what either covers.
  static let leastFit = 0.9
  /// How much brighter the sheet is than what is around it.
  static let leastContrast = 0.1

  /// How much of a sheet's rim may lie on the photograph's border: light that falls on one side of a
  /// paper touches it on three sides.
  static let mostOnBorder = 0.4
  /// How much darker it is a little outside of a sheet's rim than a little inside.
  static let leastStep: Float = 0.08

  /// Looks for a sheet; nil when the picture shows nothing but paper.
  ///
  /// What is brighter than a threshold is compared with the four-sided figure between its
  /// outermost places. As shadows may cross paper and table, several thresholds are tried.
  static func find(in photograph: InkPicture) -> PaperSheet? {
    guard min(photograph.width, photograph.height) >= 2 * Polarity.smallSide else { return nil }
    let small = Resampling.reduced(photograph, toSide: workingSide)
    // Strokes are filled, so that they do not cut the paper into pieces.
    let filled = LocalMean.blurred(LocalExtremes.closed(small, radius: 3), radius: 1)
    let middle = InkThreshold.otsu(filled.amounts)
    var best: (area: Double, corners: [SIMD2<Double>])?
    for share: Float in [0.6, 0.7, 0.8, 0.9, 1, 1.1] {
      guard let found = brightFigure(in: filled, above: middle * share) else { continue }
      if found.area > (best?.area ?? 0) { best = found }
    }
    guard let best else { return nil }
    let scale = Double(photograph.width) / Double(small.width)
    let centre = best.corners.reduce(.zero, +) / 4
    // A little smaller, because the edge itself is soft.
    return PaperSheet(corners: best.corners.map { (centre + ($0 - centre) * 0.985) * scale })
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

  /// The largest bright piece, if it has four sides and something darker around it.
  private static func brightFigure(
    in picture: InkPicture, above threshold: Float
  ) -> (area: Double, corners: [SIMD2<Double>])? {
    let (width, height) = (picture.width, picture.height)
    let pieces = ConnectedPieces.find(
      in: picture.amounts.map { $0 > threshold }, width: width, height: height)
    guard let largest = pieces.max(by: { $0.area < $1.area }),
      Double(largest.area) >= leastShare * Double(width * height)
    else { return nil }
    let inside = withoutHoles(largest, width: width, height: height)
    let area = inside.count { $0 }
    guard Double(width * height - area) >= leastSurroundings * Double(width * height) else {
      return nil
    }
    let figures = [straightCorners(of: largest), turnedCorners(of: largest)].map { corners in
      (fit: fit(of: corners, to: inside, width: width, area: area), corners: corners)
    }
    guard let best = figures.max(by: { $0.fit < $1.fit }), best.fit >= leastFit,
      isUpright(best.corners), contrast(of: inside, in: picture) >= leastContrast,
      hasRim(best.corners, in: picture)
    else { return nil }
    return (Double(area), best.corners)
  }

  /// Whether the sides of a figure are edges, and few of them the photograph's own.
  private static func hasRim(_ corners: [SIMD2<Double>], in picture: InkPicture) -> Bool {
    let samples = 24
    var steps: [Float] = []
    var onBorder = 0
    for side in 0..<4 {
      let (from, to) = (corners[side], corners[(side + 1) % 4])
      let way = to - from
      let length = (way * way).sum().squareRoot()
      guard length > 0 else { return false }
      // The sides run clockwise, so that the outside is to the left.
      let outward = SIMD2(way.y, -way.x) / length * 3
      for sample in 1..<samples {
        let place = from + way * (Double(sample) / Double(samples))
        if let inside = amount(of: picture, at: place - outward),
          let outside = amount(of: picture, at: place + outward)
        {
          steps.append(inside - outside)
        } else {
          onBorder += 1
        }
      }
    }
    let all = 4 * (samples - 1)
    return Double(onBorder) <= mostOnBorder * Double(all)
      && percentile(0.25, of: steps) >= leastStep
  }

  private static func amount(of picture: InkPicture, at place: SIMD2<Double>) -> Float? {
    guard place.x >= 0, place.y >= 0, place.x < Double(picture.width),
      place.y < Double(picture.height)
    else { return nil }
    return picture[Int(place.x), Int(place.y)]
  }

  /// The pixels of a piece and of all that it surrounds.
  private static func withoutHoles(_ piece: InkPiece, width: Int, height: Int) -> [Bool] {
    var others = [Bool](repeating: true, count: width * height)
    for stretch in piece.stretches {
      for x in stretch.x..<stretch.right { others[stretch.y * width + x] = false }
    }
    var inside = [Bool](repeating: true, count: width * height)
    for hole in ConnectedPieces.find(in: others, width: width, height: height) {
      let box = hole.box
      guard box.x == 0 || box.y == 0 || box.right == width || box.bottom == height else { continue }
      for stretch in hole.stretches {
        for x in stretch.x..<stretch.right { inside[stretch.y * width + x] = false }
      }
    }
    return inside
  }

  /// The corners of a sheet that lies about straight: its places furthest along the diagonals.
  private static func straightCorners(of piece: InkPiece) -> [SIMD2<Double>] {
    [[-1, -1], [1, -1], [1, 1], [-1, 1]].map { furthest(along: $0, of: piece) }
  }

  /// The corners of a sheet that is turned further: its places furthest up, right, down and left.
  private static func turnedCorners(of piece: InkPiece) -> [SIMD2<Double>] {
    let corners: [SIMD2<Double>] = [[0, -1], [1, 0], [0, 1], [-1, 0]].map {
      furthest(along: $0, of: piece)
    }
    // Whichever is nearest to the upper left comes first.
    let first = corners.indices.min { corners[$0].sum() < corners[$1].sum() } ?? 0
    return (0..<4).map { corners[($0 + first) % 4] }
  }

  private static func furthest(
    along direction: SIMD2<Double>, of piece: InkPiece
  ) -> SIMD2<Double> {
    var best = (reach: -Double.infinity, place: SIMD2<Double>.zero)
    for stretch in piece.stretches {
      for x in [stretch.x, stretch.right] {
        for y in [stretch.y, stretch.bottom] {
          let place = SIMD2(Double(x), Double(y))
          let reach = (place * direction).sum()
          if reach > best.reach { best = (reach, place) }
        }
      }
    }
    return best.place
  }

  /// What a figure and a piece have in common over what they cover together.
  private static func fit(
    of corners: [SIMD2<Double>], to inside: [Bool], width: Int, area: Int
  ) -> Double {
    var (common, covered) = (0, 0)
    for (index, isInside) in inside.enumerated() {
      let place = SIMD2(Double(index % width) + 0.5, Double(index / width) + 0.5)
      let isCovered = (0..<4).allSatisfy { side in
        turn(from: corners[side], corners[(side + 1) % 4], to: place) >= 0
      }
      covered += isCovered ? 1 : 0
      common += isCovered && isInside ? 1 : 0
    }
    return Double(common) / Double(max(area + covered - common, 1))
  }

  /// Positive when one turns right on the way from a place to the next and then to a third.
  private static func turn(
    from first: SIMD2<Double>, _ second: SIMD2<Double>, to third: SIMD2<Double>
  ) -> Double {
    let (way, on) = (second - first, third - first)
    return way.x * on.y - way.y * on.x
  }

  /// Whether all corners are about as wide as a sheet's, seen somewhat from aside.
  private static func isUpright(_ corners: [SIMD2<Double>]) -> Bool {
    (0..<4).allSatisfy { index in
      let (to, from) = (
        corners[(index + 1) % 4] - corners[index], corners[(index + 3) % 4] - corners[index]
      )
      let lengths = ((to * to).sum() * (from * from).sum()).squareRoot()
      return lengths > 0 && abs((to * from).sum()) < 0.5 * lengths
    }
  }

  private static func contrast(of inside: [Bool], in picture: InkPicture) -> Double {
    var (bright, dark, count) = (0.0, 0.0, 0)
    for (isInside, amount) in zip(inside, picture.amounts) {
      if isInside {
        (bright, count) = (bright + Double(amount), count + 1)
      } else {
        dark += Double(amount)
      }
    }
    return bright / Double(max(count, 1)) - dark / Double(max(inside.count - count, 1))
  }
}
