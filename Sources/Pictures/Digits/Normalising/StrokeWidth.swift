/// How thick the strokes of a digit are, and making thin ones thicker.
enum StrokeWidth {
  /// The mean thickness of strokes in pixels: twice the area over the length of the outline.
  ///
  /// A stroke of length l and thickness t has area l·t and an outline of about 2l. The outline's
  /// length is the number of sides between ink and paper times π/4, which is right on average over
  /// all directions (Cauchy's formula). 0 without ink.
  static func mean(of mask: [Bool], width: Int, height: Int) -> Double {
    let paper = [Bool](repeating: false, count: width)
    var area = 0
    var sides = 0
    paper.withUnsafeBytes { paper in
      mask.withUnsafeBytes { mask in
        var above = paper
        for y in 0..<height {
          let row = UnsafeRawBufferPointer(rebasing: mask[(y * width)..<((y + 1) * width)])
          area += differences(row, paper)
          sides += differences(row, above)
          // Along the row, with paper before it and behind it.
          sides += differences(row, UnsafeRawBufferPointer(rebasing: row[1...]))
          sides += Int(row[0]) + Int(row[width - 1])
          above = row
        }
        sides += differences(above, paper)
      }
    }
    return sides == 0 ? 0 : 2 * Double(area) / (Double(sides) * Double.pi / 4)
  }

  /// The same of one piece of ink.
  @inline(never)  // The page's engine is shorter by that.
  static func mean(of piece: InkPiece) -> Double {
    let box = piece.box
    var mask = [Bool](repeating: false, count: box.width * box.height)
    for stretch in piece.stretches {
      let place = PixelBox(
        x: stretch.x - box.x, y: stretch.y - box.y, width: stretch.width, height: stretch.height)
      mask.mark(place, width: box.width)
    }
    return mean(of: mask, width: box.width, height: box.height)
  }

  /// In how many places two rows differ, as far as the shorter one goes; `true` is the byte 1.
  private static func differences(
    _ some: UnsafeRawBufferPointer, _ others: UnsafeRawBufferPointer
  ) -> Int {
    var count: UInt32 = 0
    for index in 0..<min(some.count, others.count) { count &+= UInt32(some[index] ^ others[index]) }
    return Int(count)
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
