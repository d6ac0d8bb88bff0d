/// Lines printed on paper that are as dark as ink.
enum RuledLines {
  /// A line covers at least this share of the picture from side to side.
  static let coverage = 0.9

  /// Erases straight lines that run across the whole picture along rows or columns.
  ///
  /// Where a stroke crosses a line, or ends on it, the line's pixels stay.
  static func erase(from mask: inout [Bool], width: Int, height: Int) {
    guard min(width, height) >= Polarity.smallSide else { return }
    erase(from: &mask, lines: height, step: width, length: width, pixel: 1)
    erase(from: &mask, lines: width, step: 1, length: height, pixel: width)
  }

  /// - Parameters:
  ///   - lines: How many rows (or columns) there are.
  ///   - step: From a row to the next, in the mask.
  ///   - length: How many pixels a row has.
  ///   - pixel: From a pixel of a row to the next, in the mask.
  private static func erase(
    from mask: inout [Bool], lines: Int, step: Int, length: Int, pixel: Int
  ) {
    let inked = (0..<lines).map { line in
      (0..<length).count { mask[line * step + $0 * pixel] }
    }
    let thickest = max(lines / 40, 2)
    var first = 0
    while first < lines {
      var end = first
      while end < lines && Double(inked[end]) >= coverage * Double(length) { end += 1 }
      if end > first && end - first <= thickest {
        for place in 0..<length {
          let above = first > 0 && mask[(first - 1) * step + place * pixel]
          let below = end < lines && mask[end * step + place * pixel]
          if !above && !below {
            for line in first..<end { mask[line * step + place * pixel] = false }
          }
        }
      }
      first = max(end, first + 1)
    }
  }
}
