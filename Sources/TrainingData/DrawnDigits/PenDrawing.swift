import Pictures

/// What a pen has drawn, before it is a picture of any size.
public struct PenDrawing: Equatable, Sendable {
  /// The strokes, in the units they were written in; a digit is about 1 high.
  public var strokes: [PenStroke]
  /// The width of the pen in the same units.
  public let penWidth: Double

  /// What a pen of some width has drawn.
  public init(strokes: [PenStroke], penWidth: Double) {
    self.strokes = strokes
    self.penWidth = penWidth
  }

  /// Draws it as large as it fits into a rectangle of a sheet, in its middle.
  ///
  /// - Parameters:
  ///   - canvas: The sheet to draw on.
  ///   - rectangle: Where on it, in pixels.
  ///   - penWidth: The width of a stroke in pixels; nil draws the pen it was written with.
  public func draw(
    on canvas: inout InkCanvas,
    in rectangle: (x: Double, y: Double, width: Double, height: Double), penWidth: Double? = nil
  ) {
    let (low, high) = bounds
    let size = high - low
    let hardest = strokes.lazy.flatMap { $0.pressure }.max() ?? 1
    let room = SIMD2(rectangle.width, rectangle.height)
    // The pen reaches beyond its path: by a part of the drawing, or by given pixels.
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

  /// The drawing as MNIST would show a digit: 28 × 28 bytes, white on black, filling a box of
  /// 20 × 20, its centre of mass in the middle of the picture.
  public func picture() -> [UInt8] {
    let size = DrawnDigit.pictureSize
    let box = Double(DrawnDigit.boxSize)
    let corner = Double(size - DrawnDigit.boxSize) / 2
    var canvas = InkCanvas(width: size, height: size)
    draw(on: &canvas, in: (x: corner, y: corner, width: box, height: box))
    return CentreOfMass.centred(canvas.ink, size: size)
  }

  /// This drawing and another to its right, with a gap between their boxes; negative: they overlap.
  func followed(by other: PenDrawing, gap: Double) -> PenDrawing {
    let shift = SIMD2(bounds.high.x + gap - other.bounds.low.x, 0)
    return with(other.strokes.map { $0.mapped { $0 + shift } })
  }

  /// This drawing and another in its middle, with a share of its size.
  func holding(_ other: PenDrawing, share: Double) -> PenDrawing {
    let (own, others) = (bounds, other.bounds)
    let scale =
      share * min((own.high - own.low).min() / max((others.high - others.low).max(), 0.1), 1)
    let middle = (own.low + own.high) / 2
    let otherMiddle = (others.low + others.high) / 2
    return with(other.strokes.map { $0.mapped { ($0 - otherMiddle) * scale + middle } })
  }

  private func with(_ others: [PenStroke]) -> PenDrawing {
    PenDrawing(strokes: strokes + others, penWidth: penWidth)
  }

  /// The smallest rectangle around the path of the pen.
  private var bounds: (low: SIMD2<Double>, high: SIMD2<Double>) {
    let points = strokes.lazy.flatMap { $0.path }
    guard let first = points.first else { return (.zero, .zero) }
    return points.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
  }
}
