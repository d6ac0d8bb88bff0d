import Pictures

/// How the weights of one filter are drawn: a small square for each channel that it looks at, or a
/// single one in colour if these are red, green and blue.
struct SliceGrid {
  private static let mostInARow = 8
  /// Larger kernels are shrunk.
  private static let largestSide = 240

  let channels: Int
  /// How many channels are drawn.
  let shown: Int
  private let columns: Int
  /// How large a weight is drawn.
  private let factor: Int
  /// How large the square of a channel is.
  private let tile: (width: Int, height: Int)
  private let isColour: Bool

  /// - Parameter side: How wide it should be, if that is enough.
  init?(of layer: LayerView, side: Int) {
    guard let shape = layer.weights?.shape else { return nil }
    let kernel = (width: shape[1], height: shape[0])
    channels = shape[2]
    isColour = layer.seesColours
    let shrinking = NumberGrid.shrinking(max(kernel.width, kernel.height), toFit: Self.largestSide)
    let width = (kernel.width + shrinking - 1) / shrinking
    let height = (kernel.height + shrinking - 1) / shrinking
    let squares = isColour ? 1 : channels
    // About as many rows as columns, and the last row full if there is a way.
    let root = min(Int(Double(squares).squareRoot().rounded(.up)), Self.mostInARow)
    let usual = (root...Self.mostInARow).first { squares.isMultiple(of: $0) } ?? root
    columns = min(usual, max(1, Self.largestSide / (max(width, height) + 1)))
    shown = isColour ? 3 : min(squares, columns * columns)
    factor = max(1, (side + 1 - columns) / (columns * max(width, height)))
    tile = (width * factor, height * factor)
  }

  private var rows: Int { isColour ? 1 : (shown + columns - 1) / columns }

  /// Its size, with a line between neighbours.
  var width: Int { columns * (tile.width + 1) - 1 }
  var height: Int { rows * (tile.height + 1) - 1 }

  /// The weights of one filter.
  func picture(of filter: Int, _ layer: LayerView, _ scale: ColourScale) -> ColourPicture {
    var sheet = PictureSheet(width: width, height: height, background: Self.lines)
    let grids = (0..<shown).compactMap {
      layer.kernel(of: filter, channel: $0)?.shrunk(toFit: Self.largestSide)
    }
    if isColour {
      sheet.place(Self.mixed(grids, scale).enlarged(by: factor), x: 0, y: 0)
      return sheet.picture
    }
    for (channel, grid) in grids.enumerated() {
      sheet.place(
        grid.picture(scale.colour).enlarged(by: factor),
        x: channel % columns * (tile.width + 1), y: channel / columns * (tile.height + 1))
    }
    return sheet.picture
  }

  private static let lines = Colour(grey: 150)

  /// Red, green and blue in one.
  private static func mixed(_ grids: [NumberGrid], _ scale: ColourScale) -> ColourPicture {
    var picture = ColourPicture(width: grids[0].width, height: grids[0].height)
    for index in grids[0].values.indices {
      picture[index % picture.width, index / picture.width] = scale.colour(
        red: grids[0].values[index], green: grids[1].values[index], blue: grids[2].values[index])
    }
    return picture
  }
}
