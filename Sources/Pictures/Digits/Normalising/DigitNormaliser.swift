/// Brings the ink of one digit into the form that MNIST's makers gave theirs.
///
/// "The original black and white images from NIST were size normalized to fit in a 20x20 pixel box
/// while preserving their aspect ratio. The resulting images contain grey levels as a result of the
/// anti-aliasing […]. The images were centered in a 28x28 image by computing the center of mass of
/// the pixels, and translating the image so as to position this point at the center of the 28x28
/// field" (Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"). Pens thinner
/// than theirs are made as thick as theirs first.
public struct DigitNormaliser: Sendable {
  /// The side of the square that a network reads: 28.
  public static let side = 28
  /// The side of the square that the digit itself fills: 20.
  static let boxSide = 20
  /// Thinner strokes than this are thickened; one in twenty of MNIST's digits is as thin.
  static let thinnestStroke = 1.6
  /// What thin strokes become: MNIST's median when measured by `StrokeWidth`.
  static let usualStroke = 2.45
  /// Ink fainter than this does not count for the digit's box.
  static let faintest: Float = 0.02

  /// Makes a normaliser; it has no settings.
  public init() {}

  /// The 28×28 bytes of a digit: 0 no ink, 255 full, row by row; nil when there is no ink.
  ///
  /// - Parameter ink: The ink of one digit, anywhere in a picture of any size.
  public func pixels(of ink: InkPicture) -> [UInt8]? {
    normalise(ink)?.placed.amounts.map(InkPicture.byte)
  }

  /// The steps on the way, each a picture.
  struct Steps: Sendable {
    var thickened: InkPicture
    var fitted: InkPicture
    var placed: InkPicture
  }

  func normalise(_ ink: InkPicture) -> Steps? {
    guard let box = ink.box(above: Self.faintest) else { return nil }
    let digit = Resampling.reduced(ink.cropped(to: box), toSide: InkFinder.finerSide)
    let thick = withUsualStrokes(digit)
    let fitted = fullContrast(fittedToBox(thick))
    return Steps(thickened: thick, fitted: fitted, placed: CentreOfMass.placed(fitted))
  }

  private func fittedToBox(_ digit: InkPicture) -> InkPicture {
    let scale = Double(Self.boxSide) / Double(max(digit.width, digit.height))
    return Resampling.resized(
      digit, width: max(Int((Double(digit.width) * scale).rounded()), 1),
      height: max(Int((Double(digit.height) * scale).rounded()), 1))
  }

  /// Thickens strokes that would be thinner than `thinnestStroke` in the 20×20 box.
  private func withUsualStrokes(_ digit: InkPicture) -> InkPicture {
    // Thickness is measured on a mask, which needs enough pixels to have a shape.
    let enlargement = max(4 * Self.boxSide / max(digit.width, digit.height), 1)
    let large =
      enlargement == 1
      ? digit
      : Resampling.resized(
        digit, width: digit.width * enlargement, height: digit.height * enlargement)
    let mask = large.amounts.vectorMap { $0 >= 0.5 }
    let stroke = StrokeWidth.mean(of: mask, width: large.width, height: large.height)
    let side = Double(max(large.width, large.height))
    let box = Double(Self.boxSide)
    guard stroke > 0, stroke * box / side < Self.thinnestStroke else { return digit }
    // Growing by r makes the stroke t + 2r and the digit side + 2r, and the first shall be
    // usualStroke/20 of the second.
    let share = Self.usualStroke / box
    let radius = (share * side - stroke) / (2 * (1 - share))
    let thick = StrokeWidth.thickened(
      mask, width: large.width, height: large.height, radius: radius)
    return thick.box(above: Self.faintest).map(thick.cropped) ?? thick
  }

  /// Makes the strongest ink full ink, as pens of little colour need.
  private func fullContrast(_ digit: InkPicture) -> InkPicture {
    let inked = digit.amounts.above(Self.faintest)
    let full = percentile(0.95, of: inked)
    guard full > 0.05, full < 0.98 else { return digit }
    var result = digit
    result.amounts = digit.amounts.vectorMap { min($0 / full, 1) }
    return result
  }
}
