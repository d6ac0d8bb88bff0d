/// Where a picture's ink is, and how large a box it would need after a linear map.
struct InkExtent {
  /// The middle of the ink, in pixels from the upper left corner.
  let centreOfMass: SIMD2<Double>
  /// The longer side of the box around the mapped ink, in pixels.
  let largestSide: Double

  /// Nil when the picture has no ink to speak of.
  init?(of picture: [UInt8], seenThrough map: LinearMap) {
    let size = DrawnDigit.pictureSize
    // Fainter pixels are the soft edge of a stroke: MNIST's boxes were measured without it.
    let faint: UInt8 = 48
    var low = SIMD2(repeating: Double.infinity)
    var high = SIMD2(repeating: -Double.infinity)
    for row in 0..<size {
      let pixels = picture[row * size..<(row + 1) * size]
      // Within a row only its outermost ink can be outermost in the mapped picture.
      guard let first = pixels.firstIndex(where: { $0 > faint }),
        let last = pixels.lastIndex(where: { $0 > faint })
      else { continue }
      for index in [first, last] {
        let place = SIMD2(Double(index - pixels.startIndex) + 0.5, Double(row) + 0.5)
        let mapped = map.apply(place)
        low = pointwiseMin(low, mapped)
        high = pointwiseMax(high, mapped)
      }
    }
    guard low.x <= high.x, let centre = CentreOfMass.centre(of: picture, size: size) else {
      return nil
    }
    centreOfMass = centre
    // A pixel is as wide as itself, so the box is one pixel larger than between their middles.
    largestSide = (high - low).max() + 1
  }
}
