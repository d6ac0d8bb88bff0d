/// Moves a picture so that the centre of its ink is in the middle, as MNIST's makers did.
enum CentreOfMass {
  /// The picture moved by whole pixels; ink that would leave it is lost.
  ///
  /// - Parameters:
  ///   - picture: `size` × `size` bytes, 0 where there is no ink.
  ///   - size: The height and width.
  static func centred(_ picture: [UInt8], size: Int) -> [UInt8] {
    guard let centre = centre(of: picture, size: size) else { return picture }
    let shift = (middle(ofSize: size) - centre).rounded(.toNearestOrAwayFromZero)
    return moved(picture, size: size, columns: Int(shift.x), rows: Int(shift.y))
  }

  /// Where the ink's middle belongs: the middle of pixel 14 of 0 … 27, not the line before it.
  ///
  /// So it is in MNIST itself: its centres of mass lie between 13.5 and 14.5, counting pixels.
  static func middle(ofSize size: Int) -> SIMD2<Double> {
    SIMD2(repeating: Double(size / 2) + 0.5)
  }

  /// Where the middle of the ink is, in pixels from the upper left corner, so that
  /// the middle of pixel 0 is at ½; nil without ink.
  static func centre(of picture: [UInt8], size: Int) -> SIMD2<Double>? {
    var mass = 0
    var columnMoment = 0
    var rowMoment = 0
    for row in 0..<size {
      for column in 0..<size {
        let ink = Int(picture[row * size + column])
        mass += ink
        columnMoment += ink * column
        rowMoment += ink * row
      }
    }
    guard mass > 0 else { return nil }
    return SIMD2(Double(columnMoment), Double(rowMoment)) / Double(mass) + 0.5
  }

  private static func moved(
    _ picture: [UInt8], size: Int, columns: Int, rows: Int
  ) -> [UInt8] {
    if columns == 0 && rows == 0 { return picture }
    var result = [UInt8](repeating: 0, count: picture.count)
    let sources = max(0, -columns)..<max(0, min(size, size - columns))
    for row in max(0, -rows)..<max(0, min(size, size - rows)) where !sources.isEmpty {
      for column in sources {
        result[(row + rows) * size + column + columns] = picture[row * size + column]
      }
    }
    return result
  }
}
