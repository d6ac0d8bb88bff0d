/// Means over a square around every pixel.
enum LocalMean {
  /// The mean of all pixels at most `radius` columns and rows away, fewer at the borders.
  ///
  /// Takes a few steps a pixel, whatever the radius.
  static func blurred(_ picture: InkPicture, radius: Int) -> InkPicture {
    guard radius > 0 else { return picture }
    var result = picture
    let longest = max(picture.width, picture.height)
    var sums = [Double](repeating: 0, count: longest + 1)
    for y in 0..<picture.height {
      meanOfLine(&result.amounts, y * picture.width, 1, picture.width, radius, &sums)
    }
    for x in 0..<picture.width {
      meanOfLine(&result.amounts, x, picture.width, picture.height, radius, &sums)
    }
    return result
  }

  private static func meanOfLine(
    _ values: inout [Float], _ start: Int, _ stride: Int, _ count: Int, _ radius: Int,
    _ sums: inout [Double]
  ) {
    for index in 0..<count {
      sums[index + 1] = sums[index] + Double(values[start + index * stride])
    }
    for index in 0..<count {
      let first = max(index - radius, 0)
      let end = min(index + radius + 1, count)
      values[start + index * stride] = Float((sums[end] - sums[first]) / Double(end - first))
    }
  }
}
