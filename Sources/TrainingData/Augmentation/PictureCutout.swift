import NetworkDescription

/// A square of a picture is wiped out, so that what it shows must be known by the rest, too.
enum PictureCutout {
  /// Gives each channel's mean to the pixels of the square that lie in the picture.
  ///
  /// The paper's zeros in normalized pictures are means as well: black would be a sign of its own.
  static func wipe(
    _ square: PictureAugmentation.Square, from bytes: inout [UInt8], of shape: Shape
  ) {
    let (height, width) = (shape.extents[0], shape.extents[1])
    let channels = shape.extents[2]
    let means = PictureLight.channelMeans(bytes, channels: channels).map { UInt8($0.rounded()) }
    for row in max(square.row, 0)..<min(square.row + square.side, height) {
      for column in max(square.column, 0)..<min(square.column + square.side, width) {
        let pixel = (row * width + column) * channels
        for channel in 0..<channels { bytes[pixel + channel] = means[channel] }
      }
    }
  }
}
