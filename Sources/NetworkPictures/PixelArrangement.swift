import NetworkDescription

/// How a network's inputs lie in a picture.
public struct PixelArrangement: Equatable {
  /// How many pixels a row has.
  public let width: Int
  /// How many rows there are.
  public let height: Int

  /// The arrangement of a grey picture, or of a list whose length is a square: 784 is 28 × 28.
  ///
  /// Nil for colour pictures, and for anything else that has no such arrangement.
  public init?(_ shape: Shape) {
    if shape.isPicture {
      guard shape.extents[2] == 1 else { return nil }
      self.init(width: shape.extents[1], height: shape.extents[0])
      return
    }
    let side = Int(Double(shape.count).squareRoot())
    guard side >= 2, side * side == shape.count else { return nil }
    self.init(width: side, height: side)
  }

  private init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// The picture as a shape.
  public var shape: Shape { .picture(height: height, width: width, channels: 1) }

  /// How much larger a pixel is drawn, so that pictures are about 100 pixels wide.
  var enlargement: Int { max(1, 112 / max(width, height)) }
}
