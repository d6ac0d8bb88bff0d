/// Finds the ink in a picture: drawn or photographed, dark on light or light on dark.
struct InkFinder: Sendable {
  /// Larger pictures are reduced to this length of the longer side first.
  static let workingSide = 1_000
  /// Less contrast than this share of the paper's brightness is not ink.
  static let leastContrast: Float = 0.08

  /// What was found, and the steps on the way.
  struct Found: Sendable {
    /// How many pixels of the original picture one pixel here stands for, along a side.
    var reduction: Double
    /// The picture with uneven light taken out: dark ink on white.
    var evenlyLit: InkPicture
    /// Whether each pixel belongs to a stroke.
    var mask: [Bool]
    /// How much ink each pixel holds.
    var ink: InkPicture
  }

  /// - Returns: nil when the picture shows no ink.
  func find(in picture: GreyPicture) -> Found? {
    var brightness = InkPicture(brightnessOf: picture)
    let side = max(picture.width, picture.height)
    let reduction = max(Double(side) / Double(Self.workingSide), 1)
    if reduction > 1 {
      brightness = Resampling.resized(
        brightness, width: max(Int(Double(picture.width) / reduction), 1),
        height: max(Int(Double(picture.height) / reduction), 1))
    }
    if !Polarity.inkIsDark(in: brightness) {
      for index in brightness.amounts.indices {
        brightness.amounts[index] = 1 - brightness.amounts[index]
      }
    }
    let paper = PaperBrightness.estimate(under: brightness)
    var darkness = brightness
    for index in darkness.amounts.indices {
      let light = max(paper.amounts[index], 0.15)
      darkness.amounts[index] = min(max(1 - brightness.amounts[index] / light, 0), 1)
    }
    return separate(darkness, reduction: reduction)
  }

  private func separate(_ rough: InkPicture, reduction: Double) -> Found? {
    let noise = PictureNoise.deviation(of: rough)
    let smooth = noise > 0.02 && min(rough.width, rough.height) >= 40
    let darkness = smooth ? LocalMean.blurred(rough, radius: 1) : rough
    let level = percentile(0.5, of: darkness.amounts)
    let spread = noise * (smooth ? 0.5 : 1)
    let threshold = max(InkThreshold.otsu(darkness.amounts), min(level + 4 * spread, 0.5))
    let inked = darkness.amounts.filter { $0 > threshold }
    let strong = percentile(0.9, of: inked)
    guard strong > Self.leastContrast else { return nil }

    let mask = darkness.amounts.map { $0 > threshold }
    let full = min(rough.width, rough.height) >= 60 ? percentile(0.4, of: inked) : strong
    let faint = max(2 * threshold - full, 2 * spread, 0)
    var ink = darkness
    for index in ink.amounts.indices {
      ink.amounts[index] = min(max((ink.amounts[index] - faint) / max(full - faint, 0.01), 0), 1)
    }
    var evenlyLit = darkness
    for index in evenlyLit.amounts.indices {
      evenlyLit.amounts[index] = 1 - darkness.amounts[index]
    }
    return Found(reduction: reduction, evenlyLit: evenlyLit, mask: mask, ink: ink)
  }
}
