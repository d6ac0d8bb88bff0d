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
    // Most pictures cover all that lies below, and to see that takes less than to blend.
    let pixels =
      isOpaque
      ? greys { red, green, blue, _ in Colour.luminance(red: red, green: green, blue: blue) }
      : greys { red, green, blue, alpha in
        Colour.luminance(
          red: Self.blend(red, over: background.red, alpha),
          green: Self.blend(green, over: background.green, alpha),
          blue: Self.blend(blue, over: background.blue, alpha))
      }
    return GreyPicture(trustedWidth: width, height: height, pixels: pixels)
  }

  /// Whether nothing can be seen through any pixel.
  private var isOpaque: Bool {
    UInt32(littleEndian: withWholePixels { $0.reduce(.max, &) }) >> 24 == 255
  }

  /// One byte for each pixel, of its red, green, blue and alpha.
  @inline(__always)
  private func greys(_ grey: (UInt8, UInt8, UInt8, UInt8) -> UInt8) -> [UInt8] {
    withWholePixels { pixels in
      [UInt8](unsafeUninitializedCapacity: pixels.count) { greys, count in
        let results = greys  // a constant, so that the loop need not look where it writes each time
        for index in pixels.indices {
          let pixel = UInt32(littleEndian: pixels[index])
          results[index] = grey(
            UInt8(truncatingIfNeeded: pixel), UInt8(truncatingIfNeeded: pixel >> 8),
            UInt8(truncatingIfNeeded: pixel >> 16), UInt8(truncatingIfNeeded: pixel >> 24))
        }
        count = pixels.count
      }
    }
  }

  /// The pixels as whole numbers that hold red in the first byte in memory and alpha in the last.
  @inline(__always)
  private func withWholePixels<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
    bytes.withUnsafeBytes { $0.withMemoryRebound(to: UInt32.self, body) }
  }

  /// (alpha × top + (255 − alpha) × bottom) ÷ 255, rounded: "over" of Porter and Duff, "Compositing
  /// digital images", SIGGRAPH 1984, for an opaque bottom.
  @inline(__always)
  private static func blend(_ top: UInt8, over bottom: UInt8, _ alpha: UInt8) -> UInt8 {
    let sum = UInt32(top) &* UInt32(alpha) &+ UInt32(bottom) &* (255 &- UInt32(alpha)) &+ 128
    // Rounded division by 255 without dividing: 1/255 = 1/256 + 1/256² + …; right for all sums here.
    return UInt8(truncatingIfNeeded: (sum &+ sum >> 8) >> 8)
  }
}
