import Pictures
import TrainingLoop

/// A confusion matrix as a picture: a cell's darkness is its share of the true class.
public enum ConfusionPicture {
  private static let roomyCell = 56
  private static let longestSide = 4096
  private static let margin = 64

  /// Cells of many classes are small, down to a pixel, and then hold no words.
  public static func picture(of evaluation: Evaluation) -> ColourPicture {
    let count = evaluation.classNames.count
    let cell = max(1, min(roomyCell, (longestSide - margin) / count))
    let isRoomy = cell == roomyCell
    let side = margin + count * cell + 8
    var sheet = PictureSheet(width: side, height: side)
    sheet.write("answer", x: margin, y: 8, colour: .middleGrey, scale: 2)
    sheet.write("true", x: 6, y: 40, colour: .middleGrey, scale: 2)
    for (row, counts) in evaluation.confusion.enumerated() {
      let total = max(1, counts.reduce(0, +))
      if isRoomy {
        label(evaluation.classNames[row], x: 16, y: margin + row * cell + 20, &sheet)
        label(evaluation.classNames[row], x: margin + row * cell + 20, y: 36, &sheet)
      }
      for (column, number) in counts.enumerated() {
        let box = PixelBox(
          x: margin + column * cell, y: margin + row * cell, width: cell, height: cell)
        fill(box, share: Double(number) / Double(total), isRight: row == column, &sheet)
        if isRoomy { write(number, in: box, &sheet) }
      }
    }
    return sheet.picture
  }

  private static func fill(
    _ box: PixelBox, share: Double, isRight: Bool, _ sheet: inout PictureSheet
  ) {
    // Mistakes are rare; their square root makes them visible.
    let share = share.squareRoot()
    let pale = UInt8(255 - 200 * share)
    let colour =
      isRight
      ? Colour(red: pale, green: 255 - UInt8(90 * share), blue: pale)
      : Colour(red: 255, green: pale, blue: pale)
    sheet.fill(box, colour: colour)
  }

  private static func write(_ number: Int, in box: PixelBox, _ sheet: inout PictureSheet) {
    sheet.outline(box, colour: .white)
    guard number > 0 else { return }
    let text = String(number)
    sheet.write(
      text, x: box.x + (box.width - PictureSheet.textWidth(text, scale: 1)) / 2,
      y: box.y + (box.height - PictureSheet.textHeight(scale: 1)) / 2, colour: .black, scale: 1)
  }

  private static func label(_ name: String, x: Int, y: Int, _ sheet: inout PictureSheet) {
    sheet.write(String(name.prefix(3)), x: x, y: y, colour: .black, scale: 2)
  }
}
