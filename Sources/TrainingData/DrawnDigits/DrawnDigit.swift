/// A digit as the pen wrote it.
///
/// ```swift
/// let seven = DrawnDigits(seed: 1, liveliness: 0.4).digit(at: 7)
/// var sheet = InkCanvas(width: 300, height: 400)
/// seven.draw(on: &sheet, in: (x: 50, y: 50, width: 200, height: 300), penWidth: 12)
/// ```
public struct DrawnDigit: Equatable, Sendable {
  /// The digit, 0 … 9.
  public let label: Int
  /// What the way of writing it is called, such as `long flag`.
  public let form: String
  /// What the pen drew.
  public let drawing: PenDrawing

  /// The height of a picture in MNIST, and its width.
  public static let pictureSize = 28
  /// The square within it that MNIST's digits fill, in one direction or both.
  public static let boxSize = 20

  /// The strokes, in the units the digit was written in; it is about 1 high.
  public var strokes: [PenStroke] { drawing.strokes }
  /// The width of the pen in the same units.
  public var penWidth: Double { drawing.penWidth }

  /// Draws the digit as large as it fits into a rectangle of a sheet, in its middle.
  ///
  /// - Parameters:
  ///   - canvas: The sheet to draw on.
  ///   - rectangle: Where on it, in pixels.
  ///   - penWidth: The width of a stroke in pixels; nil draws the pen the digit was written with.
  public func draw(
    on canvas: inout InkCanvas,
    in rectangle: (x: Double, y: Double, width: Double, height: Double), penWidth: Double? = nil
  ) {
    drawing.draw(on: &canvas, in: rectangle, penWidth: penWidth)
  }

  /// The digit as MNIST would show it: 28 × 28 bytes, white on black, filling a box of 20 × 20,
  /// its centre of mass in the middle of the picture.
  public func picture() -> [UInt8] { drawing.picture() }
}
