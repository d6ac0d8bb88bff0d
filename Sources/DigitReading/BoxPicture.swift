import Pictures
import TextFormats

/// A picture with every digit boxed, and what it was read as written above.
public enum BoxPicture {
  /// Draws a picture of 160 pixels or more; what the network is sure of is blue, other digits are orange.
  public static func picture(
    of readings: [DigitAnswer], in original: GreyPicture
  ) -> ColourPicture {
    // Answers are written in letters of 10 pixels; small pictures are enlarged to make room.
    let factor = max(1, 160 / max(original.width, original.height, 1))
    let scale = max(1, min(original.width, original.height) * factor / 160)
    let size = PictureSheet.usualTextSize * Double(scale)
    let room = PictureSheet.textHeight(size: size) + 6
    let enlarged = ColourPicture(original.enlarged(by: factor))
    let margin = 12
    var sheet = PictureSheet(
      width: enlarged.width + 2 * margin, height: enlarged.height + room + 2 * margin)
    sheet.place(enlarged, x: margin, y: room + margin)
    for reading in readings {
      let box = PixelBox(
        x: reading.digit.box.x * factor + margin - 2,
        y: reading.digit.box.y * factor + room + margin - 2,
        width: reading.digit.box.width * factor + 4, height: reading.digit.box.height * factor + 4)
      let colour = Colour.signed(reading.probability > 0.8 ? 1 : -1)
      sheet.outline(box, colour: colour, thickness: scale)
      sheet.write(
        label(of: reading, width: box.width, size: size), x: box.x,
        y: max(0, box.y - room + 2), colour: colour, size: size, weight: .bold)
    }
    return sheet.picture
  }

  /// The answer, and how sure the network is where there is room above the box.
  private static func label(
    of reading: DigitAnswer, width: Int, size: Double
  ) -> String {
    guard reading.isDigit else { return WrittenLines.mark }
    let long = "\(reading.answer) \(decimal(100 * reading.probability, digits: 0))%"
    return PictureSheet.textWidth(long, size: size, weight: .bold) <= width ? long : reading.answer
  }
}
