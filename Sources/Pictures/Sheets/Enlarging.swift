extension GreyPicture {
  /// The picture with every pixel as a square of `factor` × `factor`, to look at single pixels.
  public func enlarged(by factor: Int) -> GreyPicture {
    let factor = max(factor, 1)
    var larger = GreyPicture(width: width * factor, height: height * factor)
    for y in 0..<larger.height {
      for x in 0..<larger.width { larger[x, y] = self[x / factor, y / factor] }
    }
    return larger
  }

  /// The picture reduced or enlarged so that its longer side has the given length.
  public func fitted(into side: Int) -> GreyPicture {
    let longest = max(width, height)
    guard longest > side else { return enlarged(by: side / longest) }
    let block = max(longest / (4 * side), 1)
    let small = Resampling.reduced(InkPicture(blockMeansOf: self, factor: block), toSide: side)
    return small.whiteOnBlack
  }
}

extension ColourPicture {
  /// The picture with every pixel as a square of `factor` × `factor`, to look at single pixels.
  public func enlarged(by factor: Int) -> ColourPicture {
    let factor = max(factor, 1)
    var larger = ColourPicture(width: width * factor, height: height * factor)
    for y in 0..<larger.height {
      for x in 0..<larger.width { larger[x, y] = self[x / factor, y / factor] }
    }
    return larger
  }
}

extension FoundDigit {
  /// The 28×28 pixels as a picture: white ink on black.
  public var picture: GreyPicture {
    GreyPicture(trustedWidth: DigitNormaliser.side, height: DigitNormaliser.side, pixels: pixels28)
  }
}
