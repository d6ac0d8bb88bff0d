/// Means over a square around every pixel.
enum LocalMean {
  /// The mean of all pixels at most `radius` columns and rows away, fewer at the borders.
  ///
  /// Takes a few steps a pixel, whatever the radius.
  static func blurred(_ picture: InkPicture, radius: Int) -> InkPicture {
    guard radius > 0 else { return picture }
    var result = picture
    result.amounts.withUnsafeMutableBufferPointer { amounts in
      blurRows(of: amounts, width: picture.width, radius: radius)
      blurColumns(of: amounts, width: picture.width, height: picture.height, radius: radius)
    }
    return result
  }

  private static func blurRows(
    of amounts: UnsafeMutableBufferPointer<Float>, width: Int, radius: Int
  ) {
    withSums(count: width + 1) { sums in
      for start in stride(from: 0, to: amounts.count, by: width) {
        let row = amounts.extracting(start..<(start + width))
        for x in 0..<width { sums[x + 1] = sums[x] + Double(row[x]) }
        for x in 0..<width {
          let (first, end) = (max(x - radius, 0), min(x + radius + 1, width))
          row[x] = Float((sums[end] - sums[first]) / Double(end - first))
        }
      }
    }
  }

  /// All columns of a strip at once, row by row, as they lie in memory.
  private static func blurColumns(
    of amounts: UnsafeMutableBufferPointer<Float>, width: Int, height: Int, radius: Int
  ) {
    let widest = 32  // so that the sums of a strip stay in the processor's nearest memory
    withSums(count: (height + 1) * widest) { sums in
      for left in stride(from: 0, to: width, by: widest) {
        let columns = min(widest, width - left)
        func row(_ y: Int) -> UnsafeMutableBufferPointer<Float> {
          amounts.extracting((y * width + left)..<(y * width + left + columns))
        }
        func sumsAbove(_ y: Int) -> UnsafeMutableBufferPointer<Double> {
          sums.extracting((y * widest)..<((y + 1) * widest))
        }
        for y in 0..<height {
          let (values, before, after) = (row(y), sumsAbove(y), sumsAbove(y + 1))
          for x in values.indices { after[x] = before[x] + Double(values[x]) }
        }
        for y in 0..<height {
          let (first, end) = (max(y - radius, 0), min(y + radius + 1, height))
          let (values, before, after) = (row(y), sumsAbove(first), sumsAbove(end))
          let count = Double(end - first)
          for x in values.indices { values[x] = Float((after[x] - before[x]) / count) }
        }
      }
    }
  }

  /// Lends room for sums; the first are 0.
  private static func withSums(
    count: Int, _ body: (UnsafeMutableBufferPointer<Double>) -> Void
  ) {
    var sums = [Double](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { body($0) }
  }
}
