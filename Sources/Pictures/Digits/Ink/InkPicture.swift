/// How much ink each pixel holds: 0 none, 1 full; whatever the colours of ink and paper were.
public struct InkPicture: Sendable, Equatable {
  /// The number of columns, at least 1.
  public let width: Int
  /// The number of rows, at least 1.
  public let height: Int
  /// The amounts of ink, row by row from the top: `amounts[y * width + x]`.
  public internal(set) var amounts: [Float]

  /// Makes a picture without ink; sizes below 1 count as 1.
  public init(width: Int, height: Int) {
    self.width = max(width, 1)
    self.height = max(height, 1)
    amounts = [Float](repeating: 0, count: self.width * self.height)
  }

  /// Makes a picture of given amounts, row by row from the top.
  ///
  /// Amounts outside of 0…1 count as the nearer of these, and what is not a number as 0.
  ///
  /// - Throws: ``PictureError/wrongPixelCount(width:height:expected:found:)``.
  public init(width: Int, height: Int, amounts: [Float]) throws(PictureError) {
    try PictureError.check(count: amounts.count, width: width, height: height, channels: 1)
    self.width = width
    self.height = height
    self.amounts = amounts.map { $0 > 0 ? min($0, 1) : 0 }
  }

  /// Takes a picture's brightness as ink: black 0, white 1.
  public init(brightnessOf picture: GreyPicture) {
    width = picture.width
    height = picture.height
    amounts = picture.pixels.vectorMap { Float($0) / 255 }
  }

  /// Takes the mean brightness of blocks of `factor` × `factor` pixels as ink.
  ///
  /// So a huge photograph never becomes a picture of floating-point numbers of its own size.
  /// Columns and rows that do not fill a block are left out.
  init(blockMeansOf picture: GreyPicture, factor: Int) {
    guard factor > 1 else {
      self.init(brightnessOf: picture)
      return
    }
    self.init(width: picture.width / factor, height: picture.height / factor)
    let usedWidth = min(width * factor, picture.width)
    let usedHeight = min(height * factor, picture.height)
    var sums = [UInt32](repeating: 0, count: width * height)
    picture.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<usedHeight {
        let target = y / factor * width
        for x in 0..<usedWidth {
          sums[target + x / factor] += UInt32(pixels[y * picture.width + x])
        }
      }
    }
    let whole = Float(min(factor, picture.width) * min(factor, picture.height)) * 255
    for index in sums.indices { amounts[index] = Float(sums[index]) / whole }
  }

  /// The amount of one pixel; the caller keeps inside of the picture.
  subscript(x: Int, y: Int) -> Float {
    get { amounts[y * width + x] }
    set { amounts[y * width + x] = newValue }
  }

  /// The part of the picture inside of a box that lies within it.
  func cropped(to box: PixelBox) -> InkPicture {
    var part = InkPicture(width: box.width, height: box.height)
    part.amounts.copyRows(
      of: amounts, from: RowPlaces(start: box.y * width + box.x, step: width),
      to: RowPlaces(start: 0, step: part.width), width: part.width, height: part.height)
    return part
  }

  /// The picture with a margin, in which its outermost pixels go on.
  @inline(never)  // The page's engine is shorter by that.
  func continued(by margin: Int) -> InkPicture {
    var result = InkPicture(width: width + 2 * margin, height: height + 2 * margin)
    for y in 0..<result.height {
      let row = min(max(y - margin, 0), height - 1)
      for x in 0..<result.width { result[x, y] = self[min(max(x - margin, 0), width - 1), row] }
    }
    return result
  }

  /// The smallest box around all pixels with more ink than an amount; nil when there is none.
  func box(above amount: Float) -> PixelBox? {
    var box: PixelBox?
    for y in 0..<height {
      let row = amounts[(y * width)..<((y + 1) * width)]
      guard let first = row.firstIndex(where: { $0 > amount }),
        let last = row.lastIndex(where: { $0 > amount })
      else { continue }
      let inked = PixelBox(x: first - row.startIndex, y: y, width: last - first + 1, height: 1)
      box = box?.union(inked) ?? inked
    }
    return box
  }

  /// The ink as a picture to look at: white ink on black, as in MNIST.
  public var whiteOnBlack: GreyPicture {
    GreyPicture(trustedWidth: width, height: height, pixels: amounts.vectorMap(Self.byte))
  }

  /// An amount as a byte: 0 no ink (or not a number), 255 full.
  static func byte(_ amount: Float) -> UInt8 {
    amount > 0 ? UInt8(min(amount, 1) * 255 + 0.5) : 0
  }
}
