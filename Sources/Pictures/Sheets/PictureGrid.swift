/// Pictures side by side in rows, each with a label below.
public struct PictureGrid: Sendable, Equatable {
  /// How many pictures a row holds.
  public var columns: Int
  /// The pixels between pictures and around them.
  public var margin: Int
  /// How large the labels' letters are, in pixels of an em.
  public var textSize: Double

  /// Makes a grid.
  public init(columns: Int, margin: Int = 4, textSize: Double = PictureSheet.usualTextSize) {
    self.columns = max(columns, 1)
    self.margin = max(margin, 0)
    self.textSize = textSize
  }

  /// Lays out pictures with their labels; all cells are as large as the largest.
  ///
  /// - Parameter cells: Pictures and labels, row by row; an empty label takes no room if all are.
  public func sheet(of cells: [(picture: ColourPicture, label: String)]) -> PictureSheet {
    let labelHeight =
      cells.allSatisfy { $0.label.isEmpty }
      ? 0 : PictureSheet.textHeight(size: textSize) * 4 / 3 + 4
    let labelWidth =
      cells.map { PictureSheet.textWidth($0.label, size: textSize) }.max() ?? 0
    let cellWidth = max(cells.map(\.picture.width).max() ?? 0, labelWidth) + margin
    let cellHeight = (cells.map(\.picture.height).max() ?? 0) + labelHeight + margin
    let rows = (cells.count + columns - 1) / columns
    var sheet = PictureSheet(
      width: min(columns, cells.count) * cellWidth + margin, height: rows * cellHeight + margin)
    for (index, cell) in cells.enumerated() {
      let x = margin + index % columns * cellWidth
      let y = margin + index / columns * cellHeight
      sheet.place(cell.picture, x: x, y: y)
      sheet.write(cell.label, x: x, y: y + cell.picture.height + 4, size: textSize)
    }
    return sheet
  }
}
