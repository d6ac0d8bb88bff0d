/// Makes strokes bolder or finer: grey-scale dilation and erosion, by parts of a pixel.
enum StrokeThickness {
  /// - Parameters:
  ///   - picture: 28 × 28 bytes.
  ///   - amount: 1 replaces each pixel by the brightest of itself and its four neighbours, −1 by
  ///     the darkest; amounts between mix that with the pixel.
  static func changed(_ picture: ArraySlice<UInt8>, by amount: Double) -> [UInt8] {
    let size = DrawnDigit.pictureSize
    let weight = Int32((min(1, abs(amount)) * 256).rounded())
    let thickens = amount > 0
    return picture.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { result, count in
        for row in 0..<size {
          for column in 0..<size {
            let index = row * size + column
            let own = source[index]
            let above = row > 0 ? source[index - size] : 0
            let below = row < size - 1 ? source[index + size] : 0
            let left = column > 0 ? source[index - 1] : 0
            let right = column < size - 1 ? source[index + 1] : 0
            let extreme =
              thickens
              ? max(own, max(max(above, below), max(left, right)))
              : min(own, min(min(above, below), min(left, right)))
            let change = (Int32(extreme) - Int32(own)) * weight / 256
            result[index] = UInt8(truncatingIfNeeded: Int32(own) + change)
          }
        }
        count = source.count
      }
    }
  }
}
