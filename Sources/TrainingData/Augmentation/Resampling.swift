/// Draws a picture anew from another one, pixel by pixel.
enum Resampling {
  /// Each pixel of the result takes its value from a place of the source.
  ///
  /// - Parameters:
  ///   - source: 28 × 28 bytes; there is no ink around it.
  ///   - place: For the middle of a pixel of the result, where to look in the source.
  @inline(__always)
  static func picture(
    _ source: [UInt8], from place: (SIMD2<Double>) -> SIMD2<Double>
  ) -> [UInt8] {
    let size = DrawnDigit.pictureSize
    return source.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: size * size) { result, count in
        for row in 0..<size {
          for column in 0..<size {
            let wanted = place(SIMD2(Double(column) + 0.5, Double(row) + 0.5))
            result[row * size + column] = value(at: wanted - 0.5, of: source, size: size)
          }
        }
        count = size * size
      }
    }
  }

  /// The value between four pixels, by how near they are (bilinear interpolation).
  @inline(__always)
  private static func value(
    at place: SIMD2<Double>, of source: UnsafeBufferPointer<UInt8>, size: Int
  ) -> UInt8 {
    // Beyond one pixel around the picture there is nothing, however far away.
    guard place.x > -1, place.y > -1, place.x < Double(size), place.y < Double(size) else {
      return 0
    }
    let corner = place.rounded(.down)
    let part = place - corner
    let (column, row) = (Int(corner.x), Int(corner.y))
    func pixel(_ row: Int, _ column: Int) -> Double {
      guard row >= 0, row < size, column >= 0, column < size else { return 0 }
      return Double(source[row * size + column])
    }
    let above = pixel(row, column) * (1 - part.x) + pixel(row, column + 1) * part.x
    let below = pixel(row + 1, column) * (1 - part.x) + pixel(row + 1, column + 1) * part.x
    return UInt8(above * (1 - part.y) + below * part.y + 0.5)
  }
}
