import NetworkDescription

/// A picture that is mirrored, turned and zoomed about its middle, and shifted, in this order.
struct MovedPicture {
  let source: UnsafeBufferPointer<UInt8>
  let shape: Shape
  let change: PictureAugmentation.Change

  private var height: Int { shape.extents[0] }
  private var width: Int { shape.extents[1] }
  private var channels: Int { shape.extents[2] }

  /// The pixels of the result, each from the place it comes from.
  var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: source.count) { result, count in
      if change.angle == 0, change.size == 1 { copy(to: result) } else { turn(to: result) }
      count = source.count
    }
  }

  /// Whole pixels; beyond the edge the nearest one.
  private func copy(to result: UnsafeMutableBufferPointer<UInt8>) {
    for row in 0..<height {
      let sourceRow = min(max(row - change.rows, 0), height - 1)
      for column in 0..<width {
        let found = min(max(column - change.columns, 0), width - 1)
        let sourceColumn = change.isFlipped ? width - 1 - found : found
        let from = (sourceRow * width + sourceColumn) * channels
        let to = (row * width + column) * channels
        for channel in 0..<channels { result[to + channel] = source[from + channel] }
      }
    }
  }

  /// Goes back from each pixel of the result, and interpolates between the four around the place.
  private func turn(to result: UnsafeMutableBufferPointer<UInt8>) {
    let back = LinearMap.rotation(-change.angle).scaled(by: 1 / change.size)
    let middle = SIMD2(Double(width), Double(height)) / 2
    let shift = SIMD2(Double(change.columns), Double(change.rows))
    let most = SIMD2(Double(width - 1), Double(height - 1))
    for row in 0..<height {
      for column in 0..<width {
        let place = SIMD2(Double(column), Double(row)) + 0.5
        var found = back.apply(place - middle - shift) + middle - 0.5
        if change.isFlipped { found.x = most.x - found.x }
        found.clamp(lowerBound: .zero, upperBound: most)
        blend(at: found, to: result, (row * width + column) * channels)
      }
    }
  }

  /// Bilinear interpolation: each of four pixels by how near it is.
  private func blend(
    at place: SIMD2<Double>, to result: UnsafeMutableBufferPointer<UInt8>, _ index: Int
  ) {
    let corner = place.rounded(.down)
    let part = place - corner
    let (column, row) = (Int(corner.x), Int(corner.y))
    let right = min(column + 1, width - 1)
    let below = min(row + 1, height - 1)
    for channel in 0..<channels {
      func pixel(_ row: Int, _ column: Int) -> Double {
        Double(source[(row * width + column) * channels + channel])
      }
      let upper = pixel(row, column) * (1 - part.x) + pixel(row, right) * part.x
      let lower = pixel(below, column) * (1 - part.x) + pixel(below, right) * part.x
      result[index + channel] = UInt8(upper * (1 - part.y) + lower * part.y + 0.5)
    }
  }
}
