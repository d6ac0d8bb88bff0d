extension PictureSheet {
  /// Draws a line through points, with round ends and corners and soft edges.
  ///
  /// - Parameters:
  ///   - width: How thick it is, in pixels.
  ///   - dashes: How long its dashes and the gaps between them are, in turn; none for a whole line.
  ///   - opacity: How much of what is below it hides, 0 to 1.
  public mutating func line(
    through points: [Place], width: Double, colour: Colour, dashes: [Double] = [],
    opacity: Double = 1
  ) {
    for piece in dashes.isEmpty ? [points] : Self.pieces(of: points, dashes) {
      stroke(piece, width: width, colour: colour, opacity: opacity)
    }
  }

  /// Draws one piece: every pixel is covered as far as the nearest part of the piece reaches.
  private mutating func stroke(
    _ points: [Place], width: Double, colour: Colour, opacity: Double
  ) {
    let reach = width / 2 + 1
    // The shares of all parts first, so that nothing is darker where two of them meet.
    var shares: [Int: Double] = [:]
    for (start, end) in zip(points, points.count > 1 ? points.dropFirst() : points[...]) {
      let left = max(Int((min(start.x, end.x) - reach).rounded(.down)), 0)
      let right = min(Int((max(start.x, end.x) + reach).rounded(.up)), picture.width - 1)
      let top = max(Int((min(start.y, end.y) - reach).rounded(.down)), 0)
      let bottom = min(Int((max(start.y, end.y) + reach).rounded(.up)), picture.height - 1)
      guard left <= right, top <= bottom else { continue }
      for y in top...bottom {
        for x in left...right {
          let far = Self.distance(from: (Double(x) + 0.5, Double(y) + 0.5), to: start, end)
          let share = min(1, width / 2 + 0.5 - far)
          guard share > 0 else { continue }
          let pixel = y * picture.width + x
          shares[pixel] = max(shares[pixel] ?? 0, share)
        }
      }
    }
    for (pixel, share) in shares {
      blend(
        colour, x: pixel % picture.width, y: pixel / picture.width, share: share * opacity)
    }
  }

  /// The distance of a place from a straight piece.
  private static func distance(from place: Place, to start: Place, _ end: Place) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = dx * dx + dy * dy
    let along =
      length > 0
      ? min(max(((place.x - start.x) * dx + (place.y - start.y) * dy) / length, 0), 1) : 0
    let (x, y) = (place.x - start.x - along * dx, place.y - start.y - along * dy)
    return (x * x + y * y).squareRoot()
  }

  /// Cuts a line into its dashes.
  private static func pieces(of points: [Place], _ dashes: [Double]) -> [[Place]] {
    guard dashes.allSatisfy({ $0 > 0 }), var last = points.first else { return [points] }
    var pieces: [[Place]] = [[last]]
    var (dash, left) = (0, dashes[0])
    for point in points.dropFirst() {
      var length =
        ((point.x - last.x) * (point.x - last.x)
        + (point.y - last.y) * (point.y - last.y)).squareRoot()
      while length > left {
        let share = left / length
        last = (last.x + (point.x - last.x) * share, last.y + (point.y - last.y) * share)
        length -= left
        if dash.isMultiple(of: 2) {
          pieces[pieces.count - 1].append(last)
        } else {
          pieces.append([last])
        }
        dash += 1
        left = dashes[dash % dashes.count]
      }
      left -= length
      last = point
      if dash.isMultiple(of: 2) { pieces[pieces.count - 1].append(last) }
    }
    return pieces
  }
}
