// Shapes whose edges are soft: a pixel is covered as far as the shape reaches into it.

extension PictureSheet {
  /// A place on the canvas, in pixels; the first pixel's middle is at (0.5, 0.5).
  public typealias Place = (x: Double, y: Double)

  /// Fills a disc.
  public mutating func disc(at centre: Place, radius: Double, colour: Colour) {
    shape(around: centre, radius: radius, colour: colour) { x, y in
      (x * x + y * y).squareRoot()
    }
  }

  /// Fills a square that stands on a corner.
  ///
  /// - Parameter radius: From its middle to a side.
  public mutating func diamond(at centre: Place, radius: Double, colour: Colour) {
    shape(around: centre, radius: radius, colour: colour) { x, y in
      (abs(x) + abs(y)) * 0.5.squareRoot()
    }
  }

  /// Fills what is nearer than `radius` by some measure of distance.
  private mutating func shape(
    around centre: Place, radius: Double, colour: Colour,
    distance: (_ x: Double, _ y: Double) -> Double
  ) {
    let reach = Int((radius * 1.5).rounded(.up)) + 1
    let (column, row) = (Int(centre.x), Int(centre.y))
    for y in row - reach...row + reach {
      for x in column - reach...column + reach {
        let far = distance(Double(x) + 0.5 - centre.x, Double(y) + 0.5 - centre.y)
        blend(colour, x: x, y: y, share: min(1, radius + 0.5 - far))
      }
    }
  }

  /// Draws a curve from left to right that leaves and arrives level.
  ///
  /// - Parameters:
  ///   - start: Its left end.
  ///   - end: Its right end, further right.
  ///   - width: How thick it is, in pixels.
  public mutating func curve(from start: Place, to end: Place, width: Double, colour: Colour) {
    guard end.x > start.x else { return }
    for column in Int(start.x)..<Int(end.x.rounded(.up)) {
      let part = min(max((Double(column) + 0.5 - start.x) / (end.x - start.x), 0), 1)
      let y = start.y + (end.y - start.y) * part * part * (3 - 2 * part)
      let slope = (end.y - start.y) / (end.x - start.x) * 6 * part * (1 - part)
      // Seen straight down, a steep line is thicker than across.
      let steepness = (1 + slope * slope).squareRoot()
      let reach = (width / 2 + 0.5) * steepness
      for row in Int((y - reach).rounded(.down))...Int((y + reach).rounded(.up)) {
        let far = abs(Double(row) + 0.5 - y) / steepness
        blend(colour, x: column, y: row, share: min(1, width / 2 + 0.5 - far))
      }
    }
  }
}
