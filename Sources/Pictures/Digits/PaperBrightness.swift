/// How bright the bare paper would be at every pixel.
enum PaperBrightness {
  /// - Parameter brightness: The picture, dark ink on light paper, 0…1.
  /// - Returns: The paper's brightness, as large as the picture.
  ///
  /// In a small picture the light is even: one brightness for all. In a larger one, ink is whatever
  /// dark a square as wide as a third of the picture does not fit into; filling it leaves the
  /// paper with its shadows.
  static func estimate(under brightness: InkPicture) -> InkPicture {
    let shortest = min(brightness.width, brightness.height)
    guard shortest >= 48 else { return even(brightness) }
    // Paper changes slowly, so a reduced picture shows it; and its noise is averaged away.
    let reduction = max(Double(max(brightness.width, brightness.height)) / 96, 1)
    let width = max(Int(Double(brightness.width) / reduction), 1)
    let height = max(Int(Double(brightness.height) / reduction), 1)
    let small = Resampling.resized(brightness, width: width, height: height)
    let filled = LocalExtremes.closed(small, side: min(width, height) / 3)
    let smooth = LocalMean.blurred(filled, radius: 1)
    return Resampling.resized(smooth, width: brightness.width, height: brightness.height)
  }

  private static func even(_ brightness: InkPicture) -> InkPicture {
    let threshold = InkThreshold.otsu(brightness.amounts)
    let light = percentile(0.5, of: brightness.amounts.filter { $0 > threshold })
    var paper = brightness
    for index in paper.amounts.indices { paper.amounts[index] = light }
    return paper
  }
}
