/// A canvas to lay pictures on, with boxes and labels.
///
/// ```swift
/// var sheet = PictureSheet(width: 200, height: 100)
/// sheet.place(ColourPicture(digit.enlarged(by: 3)), x: 10, y: 10)
/// sheet.outline(PixelBox(x: 10, y: 10, width: 84, height: 84), colour: .red)
/// sheet.write("7 (98 %)", x: 10, y: 96 - PictureSheet.textHeight())
/// try PNGWriter().write(sheet.picture, toPath: "sheet.png")
/// ```
///
/// Coordinates count pixels from the top left; what lies outside of the canvas is left out.
public struct PictureSheet: Sendable, Equatable {
  /// The canvas as it is now.
  public private(set) var picture: ColourPicture

  /// Makes an empty canvas.
  public init(width: Int, height: Int, background: Colour = .white) {
    picture = ColourPicture(width: width, height: height, filledWith: background)
  }

  /// Makes a canvas that already shows a picture.
  public init(showing picture: ColourPicture) {
    self.picture = picture
  }

  /// Lays a picture on the canvas, its top left corner at (x, y).
  public mutating func place(_ other: ColourPicture, x: Int, y: Int) {
    for row in 0..<other.height {
      for column in 0..<other.width { picture[x + column, y + row] = other[column, row] }
    }
  }

  /// Fills a box with a colour.
  public mutating func fill(_ box: PixelBox, colour: Colour) {
    for y in max(box.y, 0)..<max(min(box.bottom, picture.height), max(box.y, 0)) {
      for x in max(box.x, 0)..<max(min(box.right, picture.width), max(box.x, 0)) {
        picture[x, y] = colour
      }
    }
  }

  /// Mixes a colour into one pixel.
  ///
  /// - Parameter share: How much of the pixel is covered, 0 to 1.
  public mutating func blend(_ colour: Colour, x: Int, y: Int, share: Double) {
    guard share > 0, picture.contains(x, y) else { return }
    picture[x, y] = picture[x, y].mixed(with: colour, share: share)
  }

  /// Draws lines just outside of a box, so that they hide nothing inside.
  public mutating func outline(_ box: PixelBox, colour: Colour = .red, thickness: Int = 1) {
    let line = max(thickness, 1)
    let width = box.width + 2 * line
    fill(PixelBox(x: box.x - line, y: box.y - line, width: width, height: line), colour: colour)
    fill(PixelBox(x: box.x - line, y: box.bottom, width: width, height: line), colour: colour)
    fill(PixelBox(x: box.x - line, y: box.y, width: line, height: box.height), colour: colour)
    fill(PixelBox(x: box.right, y: box.y, width: line, height: box.height), colour: colour)
  }
}

extension Colour {
  /// A red that is seen on black, white and photographs.
  public static let red = Colour(red: 220, green: 40, blue: 40)
  /// A grey for lines and labels of less weight.
  public static let middleGrey = Colour(grey: 128)
}
