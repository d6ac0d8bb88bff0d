/// The brightest or darkest value around every pixel, and what follows from it.
///
/// "Around" is a square of side 2 × radius + 1; what lies outside of the picture is left out. See
/// J. Serra, "Image Analysis and Mathematical Morphology", 1982.
enum LocalExtremes {
  /// Fills every dark spot that the square does not fit into; wider steps in brightness stay sharp.
  static func closed(_ picture: InkPicture, radius: Int) -> InkPicture {
    negative(opened(negative(picture), radius: radius))
  }

  /// Takes away every light spot that the square does not fit into.
  static func opened(_ picture: InkPicture, radius: Int) -> InkPicture {
    brightest(negative(brightest(negative(picture), radius: radius)), radius: radius)
  }

  private static func negative(_ picture: InkPicture) -> InkPicture {
    var result = picture
    for index in result.amounts.indices { result.amounts[index] = -result.amounts[index] }
    return result
  }

  /// The brightest value around every pixel, along rows first and then along columns.
  private static func brightest(_ picture: InkPicture, radius: Int) -> InkPicture {
    var result = picture
    let width = picture.width
    let height = picture.height
    var line = [Float](repeating: 0, count: max(width, height) + 2 * radius)
    result.amounts.withUnsafeMutableBufferPointer { values in
      for y in 0..<height { brightestOfLine(values, y * width, 1, width, radius, &line) }
      for x in 0..<width { brightestOfLine(values, x, width, height, radius, &line) }
    }
    return result
  }

  /// Doubles the stretch that each value stands for until it is as long as the square's side, so
  /// that a line takes log₂(side) steps a pixel.
  private static func brightestOfLine(
    _ values: UnsafeMutableBufferPointer<Float>, _ start: Int, _ stride: Int, _ count: Int,
    _ radius: Int, _ line: inout [Float]
  ) {
    line.withUnsafeMutableBufferPointer { line in
      let padded = count + 2 * radius
      for index in 0..<radius {
        line[index] = -.infinity
        line[padded - 1 - index] = -.infinity
      }
      for index in 0..<count { line[radius + index] = values[start + index * stride] }
      let side = 2 * radius + 1
      var stretch = 1
      while 2 * stretch <= side {
        for index in 0..<(padded - stretch) {
          line[index] = max(line[index], line[index + stretch])
        }
        stretch *= 2
      }
      for index in 0..<count {
        values[start + index * stride] = max(line[index], line[index + side - stretch])
      }
    }
  }
}
