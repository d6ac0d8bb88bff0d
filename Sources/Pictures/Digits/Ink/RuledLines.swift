/// Lines printed on paper that are as dark as ink.
enum RuledLines {
  /// A line covers at least this share of the picture from side to side.
  static let coverage = 0.9

  /// Erases straight lines that run across the whole picture along rows or columns.
  ///
  /// Where a stroke crosses a line, or ends on it, the line's pixels stay.
  static func erase(from mask: inout [Bool], width: Int, height: Int) {
    guard min(width, height) >= Polarity.smallSide else { return }
    let inRows = (0..<height).map { y in mask[(y * width)..<((y + 1) * width)].count { $0 } }
    erase(from: &mask, inked: inRows, step: width, length: width, pixel: 1)
    let inColumns = inkInColumns(of: mask, width: width)
    erase(from: &mask, inked: inColumns, step: 1, length: height, pixel: width)
  }

  /// How many pixels of each column are ink; counted row by row, as they lie in memory.
  private static func inkInColumns(of mask: [Bool], width: Int) -> [Int] {
    var counts = [Int32](repeating: 0, count: width)
    counts.withUnsafeMutableBufferPointer { counts in
      mask.withUnsafeBufferPointer { mask in
        for start in stride(from: 0, to: mask.count, by: width) {
          let row = mask.extracting(start..<(start + width))
          for x in row.indices { counts[x] &+= row[x] ? 1 : 0 }
        }
      }
    }
    return counts.map(Int.init)
  }

  /// - Parameters:
  ///   - inked: How many pixels of each row (or column) are ink.
  ///   - step: From a row to the next, in the mask.
  ///   - length: How many pixels a row has.
  ///   - pixel: From a pixel of a row to the next, in the mask.
  private static func erase(
    from mask: inout [Bool], inked: [Int], step: Int, length: Int, pixel: Int
  ) {
    let lines = inked.count
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
