import Pictures
import TrainingLoop

/// A confusion matrix as a picture: a cell's darkness is its share of the true class.
enum ConfusionPicture {
  private static let cell = 56
  private static let margin = 64

  static func picture(of evaluation: Evaluation) -> ColourPicture {
    let count = evaluation.classNames.count
    let side = margin + count * cell + 8
    var sheet = PictureSheet(width: side, height: side)
    sheet.write("answer", x: margin, y: 8, colour: .middleGrey, scale: 2)
    sheet.write("true", x: 6, y: 40, colour: .middleGrey, scale: 2)
    for (row, counts) in evaluation.confusion.enumerated() {
      let total = max(1, counts.reduce(0, +))
      label(evaluation.classNames[row], x: 16, y: margin + row * cell + 20, &sheet)
      label(evaluation.classNames[row], x: margin + row * cell + 20, y: 36, &sheet)
      for (column, number) in counts.enumerated() {
        let box = PixelBox(
          x: margin + column * cell, y: margin + row * cell, width: cell, height: cell)
        draw(number, of: total, isRight: row == column, in: box, &sheet)
      }
    }
    return sheet.picture
  }

  private static func draw(
    _ number: Int, of total: Int, isRight: Bool, in box: PixelBox, _ sheet: inout PictureSheet
  ) {
    // Mistakes are rare; their square root makes them visible.
    let share = (Double(number) / Double(total)).squareRoot()
    let pale = UInt8(255 - 200 * share)
    let colour =
      isRight
      ? Colour(red: pale, green: 255 - UInt8(90 * share), blue: pale)
      : Colour(red: 255, green: pale, blue: pale)
    sheet.fill(box, colour: colour)
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
