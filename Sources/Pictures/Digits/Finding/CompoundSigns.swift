/// Signs that are written as several pieces, of which some alone would be digits.
enum CompoundSigns {
  /// Takes them out of pieces of ink, each as one piece.
  static func taken(from pieces: inout [InkPiece]) -> [InkPiece] {
    perCents(from: &pieces) + divisions(from: &pieces)
  }

  /// Takes per cent signs out: a stroke with a small ring at its upper left and another at its lower right.
  private static func perCents(from pieces: inout [InkPiece]) -> [InkPiece] {
    var signs: [InkPiece] = []
    for stroke in pieces where ReadingContext.isStroke(stroke) {
      let box = stroke.box
      let rings = pieces.filter { ring in
        3 * ring.box.height < 2 * box.height && 3 * ring.box.side > box.height / 2
          && -6 * ring.box.sharedColumns(with: box) <= box.height
          && ring.box.sharedRows(with: box) > 0
      }
      // On the way from one ring to the other the pen would cross the stroke.
      func reach(_ ring: InkPiece) -> Double {
        (2 * Double(ring.box.x - box.x) + Double(ring.box.width - box.width)) / 2
          * (ring.box.middleY - box.middleY)
      }
      guard let left = rings.first(where: { $0.box.middleY < box.middleY && reach($0) > 0 }),
        let right = rings.first(where: { $0.box.middleY > box.middleY && reach($0) > 0 })
      else { continue }
      let sign = stroke.joined(with: left).joined(with: right)
      guard 3 * sign.box.width < 4 * sign.box.height else { continue }
      signs.append(sign)
      pieces.removeAll { $0.box == box || $0.box == left.box || $0.box == right.box }
    }
    return signs
  }

  /// Takes division signs out: a dash with a point above and one below.
  private static func divisions(from pieces: inout [InkPiece]) -> [InkPiece] {
    var signs: [InkPiece] = []
    for dash in pieces where dash.box.width > 2 * dash.box.height {
      let box = dash.box
      let points = pieces.filter { point in
        // Right above or below the middle, much smaller than the dash, and no further away than a point
        // is from its dash.
        point.box != box && 5 * point.box.side < 2 * box.width
          && 4 * abs(point.box.middleX - box.middleX) < Double(box.width)
          && point.box.sharedRows(with: box) < point.box.height / 2
          && -5 * point.box.sharedRows(with: box) < 2 * box.width
      }
      let above = points.filter { $0.box.middleY < box.middleY }
      let below = points.filter { $0.box.middleY > box.middleY }
      guard let over = above.first, let under = below.first, points.count == 2 else { continue }
      signs.append(dash.joined(with: over).joined(with: under))
      pieces.removeAll { $0.box == box || $0.box == over.box || $0.box == under.box }
    }
    return signs
  }
}
