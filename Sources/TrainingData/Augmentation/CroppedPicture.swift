import NetworkDescription

/// A window of the old size, cut out of a picture that was padded with black.
enum CroppedPicture {
  /// The picture moved by rows and columns, black where nothing came.
  static func bytes(_ bytes: [UInt8], of shape: Shape, rows: Int, columns: Int) -> [UInt8] {
    let (height, width) = (shape.extents[0], shape.extents[1])
    let channels = shape.extents[2]
    var result = [UInt8](repeating: 0, count: bytes.count)
    guard abs(rows) < height, abs(columns) < width else { return result }
    let kept = (width - abs(columns)) * channels
    for row in max(rows, 0)..<height + min(rows, 0) {
      let from = ((row - rows) * width + max(-columns, 0)) * channels
      let to = (row * width + max(columns, 0)) * channels
      for offset in 0..<kept { result[to + offset] = bytes[from + offset] }
    }
    return result
  }
}
