/// A digit as it looks a little turned, wider and narrower.
///
/// What a network is not sure of at first sight, it is asked about again in these forms; the mean of its
/// answers is right more often than the first one (known as test-time augmentation: A. Krizhevsky and
/// others, "ImageNet Classification with Deep Convolutional Neural Networks", 2012).
public enum OtherLooks {
  /// To both sides, in rad; people's own lines rise and fall by as much.
  static let turn = 0.1
  /// How much wider or narrower.
  static let stretch = 0.1

  /// What a network is asked about besides the picture itself.
  ///
  /// - Parameter pixels: 28 × 28 bytes, white on black.
  /// - Returns: 28 × 28 numbers from 0 to 1 for each look.
  public static func inputs(of pixels: [UInt8]) -> [[Double]] {
    let side = DigitNormaliser.side
    var picture = InkPicture(width: side, height: side)
    guard pixels.count == picture.amounts.count else { return [] }
    picture.amounts = pixels.vectorMap { Float($0) / 255 }
    return maps.map { map in
      map.resampled(picture, width: side, height: side).amounts.map { Double($0) }
    }
  }

  /// From each look to the picture itself, around its middle.
  private static var maps: [PlaneMap] {
    let along = [SIMD2(1, turn), SIMD2(1, -turn), SIMD2(1 - stretch, 0), SIMD2(1 + stretch, 0)]
    let down = [SIMD2(-turn, 1), SIMD2(turn, 1), SIMD2(0, 1.0), SIMD2(0, 1)]
    let side = Double(DigitNormaliser.side)
    let middle = SIMD2(repeating: side / 2)
    return zip(along, down).map { along, down in
      PlaneMap(
        width: side, height: side, around: middle, right: along * (side / 2), low: down * (side / 2)
      )
    }
  }
}
