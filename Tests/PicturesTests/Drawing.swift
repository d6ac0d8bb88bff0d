import Pictures

/// Draws with a round pen on a grey picture, for tests.
struct Drawing {
  var picture: GreyPicture
  var ink: UInt8 = 0

  init(width: Int, height: Int, paper: UInt8 = 255, ink: UInt8 = 0) {
    picture = GreyPicture(width: width, height: height, filledWith: paper)
    self.ink = ink
  }

  /// Draws straight lines from point to point with a pen of the given width.
  mutating func stroke(_ points: [(x: Double, y: Double)], pen: Double) {
    for (start, end) in zip(points, points.dropFirst()) {
      let length = ((end.x - start.x) * (end.x - start.x) + (end.y - start.y) * (end.y - start.y))
        .squareRoot()
      let steps = max(Int(length * 2), 1)
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        dot(
          x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y),
          radius: pen / 2)
      }
    }
  }

  mutating func dot(x: Double, y: Double, radius: Double) {
    for row in Int(y - radius)...Int(y + radius + 1) {
      for column in Int(x - radius)...Int(x + radius + 1) {
        let across = Double(column) + 0.5 - x
        let down = Double(row) + 0.5 - y
        if across * across + down * down <= radius * radius { picture[column, row] = ink }
      }
    }
  }

  /// Draws a digit's strokes, given in a square of side 1, into a square of the picture.
  mutating func digit(_ digit: Int, x: Double, y: Double, side: Double, pen: Double) {
    for line in Self.strokes[digit] ?? [] {
      stroke(line.map { (x + $0.0 * side, y + $0.1 * side) }, pen: pen)
    }
  }

  static let strokes: [Int: [[(Double, Double)]]] = [
    0: [[(0.5, 0), (0.75, 0.2), (0.75, 0.8), (0.5, 1), (0.25, 0.8), (0.25, 0.2), (0.5, 0)]],
    1: [[(0.5, 0), (0.5, 1)]],
    2: [[(0.2, 0.2), (0.5, 0), (0.8, 0.25), (0.2, 1), (0.8, 1)]],
    4: [[(0.6, 1), (0.6, 0), (0.2, 0.65), (0.8, 0.65)]],
    // The bar of the 5 does not touch the rest.
    5: [[(0.4, 0), (0.8, 0)], [(0.25, 0.1), (0.25, 0.45), (0.7, 0.6), (0.6, 1), (0.2, 0.95)]],
    7: [[(0.2, 0), (0.8, 0), (0.4, 1)]],
  ]
}
