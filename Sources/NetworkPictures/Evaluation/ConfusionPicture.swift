import Pictures
import TextFormats
import TrainingLoop

/// A confusion matrix as a picture: a cell's colour is its share of the true class, blue where the
/// answer is right and orange where it is not.
public enum ConfusionPicture {
  private static let roomyCell = 56
  private static let longestSide = 4096
  private static let margin = 96
  private static let top = 104

  /// Cells of many classes are small, down to a pixel, and then hold no words.
  public static func drawing(of evaluation: Evaluation) -> Drawing {
    let count = evaluation.classNames.count
    let cell = max(1, min(roomyCell, (longestSide - margin) / max(count, 1)))
    let isRoomy = cell == roomyCell
    let side = count * cell
    var drawing = Drawing(
      title: "Confusion matrix", width: max(margin + side + Drawing.margin, 520))
    drawing.write("Confusion matrix", x: Drawing.margin, y: 18, .title)
    drawing.write("answer →", x: margin, y: 54, .label, .faint)
    drawing.write("true ↓", x: Drawing.margin, y: 54, .label, .faint)
    let box = PixelBox(x: margin, y: top, width: side, height: side)
    drawing.place(cells(of: evaluation), in: box)
    drawing.outline(box, .faint)
    if isRoomy {
      for (index, name) in evaluation.classNames.enumerated() {
        label(name, index, on: &drawing)
        write(evaluation.confusion[index], row: index, on: &drawing)
      }
    }
    addScale(on: &drawing, y: top + side + 20)
    return drawing
  }

  /// A pixel for each cell.
  private static func cells(of evaluation: Evaluation) -> ColourPicture {
    let count = evaluation.classNames.count
    var picture = ColourPicture(width: count, height: count)
    for (row, counts) in evaluation.confusion.enumerated() {
      let total = max(1, counts.reduce(0, +))
      for (column, number) in counts.enumerated() {
        let share = Double(number) / Double(total)
        picture[column, row] = colour(row == column ? share : -share)
      }
    }
    return picture
  }

  /// Mistakes are rare; the square root of their share makes them visible.
  private static func colour(_ share: Double) -> Colour {
    .signed((share < 0 ? -1 : 1) * 0.85 * abs(share).squareRoot())
  }

  private static func label(_ name: String, _ index: Int, on drawing: inout Drawing) {
    let middle = index * roomyCell + roomyCell / 2
    let text = Drawing.TextStyle.label.fitting(name.onOneLine, in: roomyCell - 4)
    drawing.write(text, x: margin + middle, y: top - 22, .label, anchor: .middle)
    drawing.write(text, x: margin - 10, y: top + middle - 5, .label, anchor: .end)
  }

  private static func write(_ counts: [Int], row: Int, on drawing: inout Drawing) {
    for (column, number) in counts.enumerated() where number > 0 {
      let isDark = row == column && Double(number) > 0.3 * Double(counts.reduce(0, +))
      drawing.write(
        grouped(number), x: margin + column * roomyCell + roomyCell / 2,
        y: top + row * roomyCell + roomyCell / 2 - 5, .label,
        .fixed(isDark ? .white : Colour(grey: 40)), anchor: .middle)
    }
  }

  private static func addScale(on drawing: inout Drawing, y: Int) {
    let box = PixelBox(x: margin, y: y, width: 160, height: 12)
    var bar = ColourPicture(width: box.width, height: 1)
    for x in 0..<box.width { bar[x, 0] = colour(2 * Double(x) / Double(box.width - 1) - 1) }
    let words = "share of the true class: 100 % wrong – 0 – 100 % right"
    drawing.place(bar, in: box, note: words)
    drawing.outline(box, .faint)
    drawing.write(words, x: box.right + 10, y: y + 1, .small)
  }
}
