/// A picture of grey pixels, 0 black to 255 white, rows from the top.
///
/// ```swift
/// var picture = GreyPicture(width: 3, height: 2)  // all white
/// picture[1, 0] = 0                               // one black pixel in the top row
/// ```
public struct GreyPicture: Sendable, Equatable {
  /// The number of columns, at least 1.
  public let width: Int
  /// The number of rows, at least 1.
  public let height: Int
  /// The grey values, row by row: `pixels[y * width + x]`.
  public private(set) var pixels: [UInt8]

  /// Makes a picture of one grey; sizes below 1 count as 1.
  public init(width: Int, height: Int, filledWith grey: UInt8 = 255) {
    self.width = max(width, 1)
    self.height = max(height, 1)
    pixels = [UInt8](repeating: grey, count: self.width * self.height)
  }

  /// Makes a picture of given pixels, row by row from the top.
  ///
  /// - Throws: ``PictureError/wrongPixelCount(width:height:expected:found:)``.
  public init(width: Int, height: Int, pixels: [UInt8]) throws(PictureError) {
    try PictureError.check(count: pixels.count, width: width, height: height, channels: 1)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  // For pixels that this module has made to fit.
  init(trustedWidth width: Int, height: Int, pixels: [UInt8]) {
    assert(pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The grey of one pixel; outside of the picture everything is white, and setting does nothing.
  public subscript(x: Int, y: Int) -> UInt8 {
    get { contains(x, y) ? pixels[y * width + x] : 255 }
    set {
      if contains(x, y) { pixels[y * width + x] = newValue }
    }
  }

  /// Whether a column and row lie inside of the picture.
  public func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && y >= 0 && x < width && y < height
  }

  /// The picture with black and white exchanged.
  public var inverted: GreyPicture {
    var copy = self
    for index in copy.pixels.indices { copy.pixels[index] = 255 - copy.pixels[index] }
    return copy
  }
}
