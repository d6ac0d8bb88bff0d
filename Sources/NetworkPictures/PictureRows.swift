import Pictures

extension Drawing {
  /// Pictures in rows, each with a label below it.
  ///
  /// - Parameters:
  ///   - cells: Small pictures, how much each is enlarged, and their labels.
  ///   - columns: How many stand in a row.
  init(
    title: String, rowsOf cells: [(picture: ColourPicture, enlargement: Int, label: String)],
    columns: Int, leastWidth: Int = 0
  ) {
    let gap = 8
    let labelHeight = TextStyle.label.height * 4 / 3 + 6
    let widths = cells.map { max($0.picture.width * $0.enlargement + 2, Self.labelWidth($0.label)) }
    let cellWidth = (widths.max() ?? 0) + gap
    let cellHeight =
      (cells.map { $0.picture.height * $0.enlargement }.max() ?? 0) + labelHeight + gap
    self.init(
      title: title,
      width: max(min(columns, cells.count) * cellWidth - gap, leastWidth) + 2 * Self.margin)
    write(
      TextStyle.title.fitting(title, in: width - 2 * Self.margin), x: Self.margin, y: 18, .title)
    for (index, cell) in cells.enumerated() {
      let box = PixelBox(
        x: Self.margin + index % columns * cellWidth, y: 48 + index / columns * cellHeight,
        width: cell.picture.width * cell.enlargement,
        height: cell.picture.height * cell.enlargement)
      place(cell.picture, in: box, note: cell.label)
      outline(box, .faint)
      write(cell.label, x: box.x, y: box.bottom + 6, .label)
    }
  }

  private static func labelWidth(_ label: String) -> Int { TextStyle.label.width(of: label) }
}
