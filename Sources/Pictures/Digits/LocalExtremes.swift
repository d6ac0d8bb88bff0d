/// The brightest or darkest value around every pixel, and what follows from it.
enum LocalExtremes {
  /// Fills every dark spot that a square of the given side does not fit into: closing, which is the
  /// local maximum followed by the local minimum (J. Serra, "Image Analysis and Mathematical
  /// Morphology", 1982). Steps in brightness wider than the square stay as sharp as they are.
  static func closed(_ picture: InkPicture, side: Int) -> InkPicture {
    let brightest = extreme(of: picture, radius: side / 2, pick: max)
    return extreme(of: brightest, radius: side / 2, pick: min)
  }

  private static func extreme(
    of picture: InkPicture, radius: Int, pick: (Float, Float) -> Float
  ) -> InkPicture {
    var result = picture
    var line = [Float](repeating: 0, count: max(picture.width, picture.height))
    let width = picture.width
    for y in 0..<picture.height {
      extremeOfLine(&result.amounts, y * width, 1, width, radius, &line, pick)
    }
    for x in 0..<width {
      extremeOfLine(&result.amounts, x, width, picture.height, radius, &line, pick)
    }
    return result
  }

  private static func extremeOfLine(
    _ values: inout [Float], _ start: Int, _ stride: Int, _ count: Int, _ radius: Int,
    _ line: inout [Float], _ pick: (Float, Float) -> Float
  ) {
    for index in 0..<count { line[index] = values[start + index * stride] }
    for index in 0..<count {
      var extreme = line[index]
      for near in max(index - radius, 0)...min(index + radius, count - 1) {
        extreme = pick(extreme, line[near])
      }
      values[start + index * stride] = extreme
    }
  }
}
