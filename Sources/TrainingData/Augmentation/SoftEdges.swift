/// Makes the edges of strokes softer, as enlarging a small picture does.
enum SoftEdges {
  /// Each pixel mixed with the mean of the square of nine around it.
  ///
  /// - Parameters:
  ///   - picture: 28 × 28 bytes.
  ///   - amount: 1 takes the mean instead of the pixel; 0 and less change nothing.
  static func blurred(_ picture: [UInt8], by amount: Double) -> [UInt8] {
    let weight = Int32((min(1, amount) * 256).rounded())
    guard weight > 0 else { return picture }
    let size = DrawnDigit.pictureSize
    return picture.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { result, count in
        for row in 0..<size {
          for column in 0..<size {
            var sum: Int32 = 0
            for y in max(row - 1, 0)...min(row + 1, size - 1) {
              for x in max(column - 1, 0)...min(column + 1, size - 1) {
                sum += Int32(source[y * size + x])
              }
            }
            let own = Int32(source[row * size + column])
            let change = (sum / 9 - own) * weight / 256
            result[row * size + column] = UInt8(truncatingIfNeeded: own + change)
          }
        }
        count = source.count
      }
    }
  }
}
