import NetworkDescription

/// Contrast and brightness, as Keras' `RandomContrast` and `RandomBrightness` mean them.
enum PictureLight {
  /// value ← mean of its channel + contrast · (value − mean) + brightness, within 0 to 255.
  static func change(
    _ bytes: inout [UInt8], of shape: Shape, contrast: Double, brightness: Double
  ) {
    let channels = shape.extents[2]
    let means = channelMeans(bytes, channels: channels)
    for channel in 0..<channels {
      let offset = means[channel] * (1 - contrast) + brightness + 0.5
      // A byte has but 256 values: one multiplication for each, not for each pixel.
      let changed = (0..<256).map { value in
        UInt8(min(max(contrast * Double(value) + offset, 0), 255))
      }
      for index in stride(from: channel, to: bytes.count, by: channels) {
        bytes[index] = changed[Int(bytes[index])]
      }
    }
  }

  /// The mean of each channel's values.
  static func channelMeans(_ bytes: [UInt8], channels: Int) -> [Double] {
    (0..<channels).map { channel in
      var sum = 0
      for index in stride(from: channel, to: bytes.count, by: channels) { sum += Int(bytes[index]) }
      return Double(sum) * Double(channels) / Double(max(bytes.count, 1))
    }
  }
}
