/// How thick the strokes of a digit are, and making thin ones thicker.
enum StrokeWidth {
  /// The mean thickness of strokes in pixels: twice the area over the length of the outline.
  ///
  /// A stroke of length l and thickness t has area l·t and an outline of about 2l. The outline's
  /// length is the number of sides between ink and paper times π/4, which is right on average over
  /// all directions (Cauchy's formula). 0 without ink.
  static func mean(of mask: [Bool], width: Int, height: Int) -> Double {
    var area = 0
    var sides = 0
    for y in 0..<height {
      for x in 0..<width where mask[y * width + x] {
        area += 1
        if x == 0 || !mask[y * width + x - 1] { sides += 1 }
        if x == width - 1 || !mask[y * width + x + 1] { sides += 1 }
        if y == 0 || !mask[(y - 1) * width + x] { sides += 1 }
        if y == height - 1 || !mask[(y + 1) * width + x] { sides += 1 }
      }
    }
    return sides == 0 ? 0 : 2 * Double(area) / (Double(sides) * Double.pi / 4)
  }

  /// Grows all ink by a radius, with soft edges; the picture grows by the same on all sides.
  static func thickened(
    _ mask: [Bool], width: Int, height: Int, radius: Double
  ) -> InkPicture {
    let margin = Int(radius.rounded(.up)) + 1
    var result = InkPicture(width: width + 2 * margin, height: height + 2 * margin)
    var wide = [Bool](repeating: false, count: result.amounts.count)
    wide.copyRows(
      of: mask, from: RowPlaces(start: 0, step: width),
      to: RowPlaces(start: margin * result.width + margin, step: result.width), width: width,
      height: height)
    let distances = DistanceMap.distances(
      to: wide, width: result.width, height: result.height, reach: margin)
    // Half a pixel from a centre to its pixel's edge, and half to be covered to the middle.
    result.amounts = distances.vectorMap { min(max(Float(radius) + 1 - $0, 0), 1) }
    return result
  }
}
