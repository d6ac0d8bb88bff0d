/// A digit as the pen wrote it, before it is a picture of any size.
///
/// ```swift
/// let seven = DrawnDigits(seed: 1, liveliness: 0.4).digit(at: 7)
/// var sheet = InkCanvas(width: 300, height: 400)
/// seven.draw(on: &sheet, in: (x: 50, y: 50, width: 200, height: 300), penWidth: 12)
/// ```
public struct DrawnDigit: Equatable, Sendable {
  /// The digit, 0 … 9.
  public let label: Int
  /// The strokes, in the units the digit was written in; it is about 1 high.
  public let strokes: [PenStroke]
  /// The width of the pen in the same units.
  public let penWidth: Double

  /// The height of a picture in MNIST, and its width.
  public static let pictureSize = 28
  /// The square within it that MNIST's digits fill, in one direction or both.
  public static let boxSize = 20

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
    let (low, high) = bounds
    let size = high - low
    let hardest = strokes.lazy.flatMap(\.pressure).max() ?? 1
    let room = SIMD2(rectangle.width, rectangle.height)
    // The pen reaches beyond its path: by a part of the digit, or by given pixels.
    let scales =
      if let penWidth {
        (room - penWidth * hardest) / pointwiseMax(size, SIMD2(repeating: 1e-6))
      } else {
        room / (size + self.penWidth * hardest)
      }
    let scale = max(0, min(scales.x, scales.y))
    let middle = SIMD2(rectangle.x, rectangle.y) + room / 2
    let shift = middle - (low + high) / 2 * scale
    for stroke in strokes {
      let placed = PenStroke(
        path: stroke.path.map { $0 * scale + shift }, pressure: stroke.pressure)
      canvas.draw(placed, penWidth: penWidth ?? self.penWidth * scale)
    }
  }

  /// The digit as MNIST would show it: 28 × 28 bytes, white on black, filling a box of 20 × 20,
  /// its centre of mass in the middle of the picture.
  public func picture() -> [UInt8] {
    let size = Self.pictureSize
    let box = Double(Self.boxSize)
    let corner = Double(size - Self.boxSize) / 2
    var canvas = InkCanvas(width: size, height: size)
    draw(on: &canvas, in: (x: corner, y: corner, width: box, height: box))
    return CentreOfMass.centred(canvas.ink, size: size)
  }

  /// The smallest rectangle around the path of the pen.
  private var bounds: (low: SIMD2<Double>, high: SIMD2<Double>) {
    let points = strokes.lazy.flatMap(\.path)
    guard let first = points.first else { return (.zero, .zero) }
    return points.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
  }
}
