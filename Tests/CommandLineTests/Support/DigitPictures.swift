import Pictures
import TrainingData

/// Pictures of digits to read, drawn neatly enough that nobody takes them for another digit.
enum DigitPictures {
  /// Writes a picture of digits next to each other, dark blue on white.
  static func write(_ digits: [Int], to path: String) throws {
    let drawn = DrawnDigits(seed: 3, liveliness: 0)
    var sheet = InkCanvas(width: 20 + 90 * digits.count, height: 130)
    for (place, digit) in digits.enumerated() {
      drawn.digit(at: digit).draw(
        on: &sheet, in: (x: Double(30 + 90 * place), y: 25, width: 55, height: 80), penWidth: 9)
    }
    let picture = sheet.picture(ink: Colour(red: 20, green: 30, blue: 110), paper: .white)
    try PNGWriter().write(picture, toPath: path)
  }

  /// Writes a picture without any ink.
  static func writeBlank(to path: String) throws {
    let sheet = InkCanvas(width: 60, height: 60)
    try PNGWriter().write(sheet.picture(ink: .black, paper: .white), toPath: path)
  }
}
