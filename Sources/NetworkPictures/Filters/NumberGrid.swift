import Pictures

/// Numbers in rows and columns, to be seen as pixels.
struct NumberGrid: Equatable {
  let width: Int
  let height: Int
  /// Row by row from the top.
  let values: [Double]

  /// One channel of a picture whose channels are innermost.
  init(channel: Int, of values: [Double], width: Int, height: Int, channels: Int) {
    self.width = width
    self.height = height
    self.values = (0..<width * height).map { values[$0 * channels + channel] }
  }

  private init(width: Int, height: Int, values: [Double]) {
    self.width = width
    self.height = height
    self.values = values
  }

  /// The same with at most so many rows and columns: of each square the number farthest from 0.
  func shrunk(toFit most: Int) -> NumberGrid {
    let factor = NumberGrid.shrinking(max(width, height), toFit: most)
    guard factor > 1 else { return self }
    let (columns, rows) = ((width + factor - 1) / factor, (height + factor - 1) / factor)
    var farthest = [Double](repeating: 0, count: columns * rows)
    for (index, value) in values.enumerated() {
      let place = index / width / factor * columns + index % width / factor
      if abs(value) > abs(farthest[place]) { farthest[place] = value }
    }
    return NumberGrid(width: columns, height: rows, values: farthest)
  }

  /// How many rows become one so that there are few enough.
  static func shrinking(_ extent: Int, toFit most: Int) -> Int { (extent + most - 1) / most }

  /// A pixel for each number.
  func picture(_ colour: (Double) -> Colour) -> ColourPicture {
    var picture = ColourPicture(width: width, height: height)
    for (index, value) in values.enumerated() {
      picture[index % width, index / width] = colour(value)
    }
    return picture
  }
}
