/// A four-sided figure that straight edges make: it may be a sheet of paper.
struct SheetFigure: Sendable {
  /// How many times as long as wide a sheet is at most; a stroke of a thick pen is longer.
  static let longest = 6.0

  /// Its corners in pixels, clockwise, the one that is nearest to the upper left first.
  let corners: [SIMD2<Double>]

  /// The four-sided figures that edges make, their corners in order.
  static func all(between rims: [SheetRim], in picture: InkPicture) -> [SheetFigure] {
    let pairs = rims.indices.flatMap { one in
      rims.indices.filter { other in
        // Across from each other, bright on the side of the other.
        other > one && (rims[one].inward * rims[other].inward).sum() < -0.8
          && -rims[one].distance - rims[other].distance >= 12
      }.map { (rims[one], rims[$0]) }
    }
    let middle = SIMD2(Double(picture.width), Double(picture.height)) / 2
    var figures: [SheetFigure] = []
    for (index, one) in pairs.enumerated() {
      for other in pairs.dropFirst(index + 1)
      where abs((one.0.inward * other.0.inward).sum()) < 0.5 {
        let ends = [(one.0, other.0), (other.0, one.1), (one.1, other.1), (other.1, one.0)]
        let corners = ends.compactMap { $0.0.meeting($0.1) }
        guard corners.count == 4,
          corners.allSatisfy({ abs($0.x) <= 1.1 * middle.x && abs($0.y) <= 1.1 * middle.y })
        else { continue }
        figures.append(SheetFigure(corners: inOrder(corners).map { $0 + middle }))
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

  /// The mean lengths of opposite sides.
  var size: (width: Double, height: Double) {
    func length(_ one: Int, _ other: Int) -> Double {
      let side = corners[one] - corners[other]
      return (side * side).sum().squareRoot()
    }
    return ((length(0, 1) + length(2, 3)) / 2, (length(1, 2) + length(3, 0)) / 2)
  }

  /// Whether a figure is no longer than paper is torn.
  var isCompact: Bool {
    let size = size
    return max(size.width, size.height) <= Self.longest * min(size.width, size.height)
  }

  /// In pixels.
  var area: Double {
    let (one, other) = (corners[2] - corners[0], corners[3] - corners[1])
    return abs(one.x * other.y - one.y * other.x) / 2
  }
}
