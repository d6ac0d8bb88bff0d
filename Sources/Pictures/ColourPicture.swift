/// A picture of red, green and blue pixels, rows from the top.
public struct ColourPicture: Sendable, Equatable {
  /// The number of columns, at least 1.
  public let width: Int
  /// The number of rows, at least 1.
  public let height: Int
  /// Red, green and blue of each pixel, row by row: `bytes[(y * width + x) * 3 + channel]`.
  public private(set) var bytes: [UInt8]

  /// Makes a picture of one colour; sizes below 1 count as 1.
  public init(width: Int, height: Int, filledWith colour: Colour = .white) {
    self.width = max(width, 1)
    self.height = max(height, 1)
    bytes = [UInt8](repeating: 0, count: self.width * self.height * 3)
    for y in 0..<self.height {
      for x in 0..<self.width { self[x, y] = colour }
    }
  }

  /// Makes a picture of given bytes: red, green, blue of each pixel, row by row from the top.
  ///
  /// - Throws: ``PictureError/wrongPixelCount(width:height:expected:found:)``.
  public init(width: Int, height: Int, bytes: [UInt8]) throws(PictureError) {
    try PictureError.check(count: bytes.count, width: width, height: height, channels: 3)
    self.width = width
    self.height = height
    self.bytes = bytes
  }

  /// Makes a colour picture that looks the same as a grey one.
  public init(_ grey: GreyPicture) {
    width = grey.width
    height = grey.height
    bytes = grey.pixels.flatMap { [$0, $0, $0] }
  }

  /// The colour of one pixel; outside of the picture everything is white, and setting does nothing.
  public subscript(x: Int, y: Int) -> Colour {
    get {
      guard contains(x, y) else { return .white }
      let start = (y * width + x) * 3
      return Colour(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
    }
    set {
      guard contains(x, y) else { return }
      let start = (y * width + x) * 3
      bytes[start] = newValue.red
      bytes[start + 1] = newValue.green
      bytes[start + 2] = newValue.blue
    }
  }

  /// Whether a column and row lie inside of the picture.
  public func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && y >= 0 && x < width && y < height
  }

  /// The picture in grey, by ``Colour/luminance``.
  public var grey: GreyPicture {
    var picture = GreyPicture(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { picture[x, y] = self[x, y].luminance }
    }
    return picture
  }
}
