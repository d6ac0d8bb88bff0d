/// A picture as a PNG file holds it: red, green, blue and how much each pixel covers (alpha).
///
/// Alpha 255 covers whatever lies below, 0 leaves it as it is; the colours are not premultiplied.
public struct TransparentPicture: Sendable, Equatable {
  /// The number of columns, at least 1.
  public let width: Int
  /// The number of rows, at least 1.
  public let height: Int
  /// Red, green, blue and alpha of each pixel, row by row from the top.
  public let bytes: [UInt8]

  /// Makes a picture of given bytes: red, green, blue, alpha of each pixel, row by row.
  ///
  /// - Throws: ``PictureError/wrongPixelCount(width:height:expected:found:)``.
  public init(width: Int, height: Int, bytes: [UInt8]) throws(PictureError) {
    try PictureError.check(count: bytes.count, width: width, height: height, channels: 4)
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// The picture in colour, laid over a background.
  public func colour(over background: Colour = .white) -> ColourPicture {
    var picture = ColourPicture(width: width, height: height, filledWith: background)
    for y in 0..<height {
      for x in 0..<width {
        let start = (y * width + x) * 4
        let alpha = bytes[start + 3]
        picture[x, y] = Colour(
          red: Self.blend(bytes[start], over: background.red, alpha),
          green: Self.blend(bytes[start + 1], over: background.green, alpha),
          blue: Self.blend(bytes[start + 2], over: background.blue, alpha))
      }
    }
    return picture
  }

  /// The picture in grey by ``Colour/luminance``, laid over a background.
  public func grey(over background: Colour = .white) -> GreyPicture {
    var pixels = [UInt8](repeating: 0, count: width * height)
    bytes.withUnsafeBufferPointer { bytes in
      for index in pixels.indices {
        let start = index * 4
        let alpha = bytes[start + 3]
        pixels[index] = Colour.luminance(
          red: Self.blend(bytes[start], over: background.red, alpha),
          green: Self.blend(bytes[start + 1], over: background.green, alpha),
          blue: Self.blend(bytes[start + 2], over: background.blue, alpha))
      }
    }
    return GreyPicture(trustedWidth: width, height: height, pixels: pixels)
  }

  /// (alpha × top + (255 − alpha) × bottom) ÷ 255, rounded: "over" of Porter and Duff, "Compositing
  /// digital images", SIGGRAPH 1984, for an opaque bottom.
  @inline(__always)
  private static func blend(_ top: UInt8, over bottom: UInt8, _ alpha: UInt8) -> UInt8 {
    if alpha == 255 { return top }
    let sum = UInt32(top) * UInt32(alpha) + UInt32(bottom) * (255 - UInt32(alpha))
    return UInt8(truncatingIfNeeded: (sum + 127) / 255)
  }
}
