/// How bright the bare paper would be at every pixel.
struct PaperBrightness {
  /// The side of the reduced picture on which paper is looked for, for square pictures.
  static let workingSide = 96

  /// What the size of digits is judged by: the height, because digits stand beside each other, but
  /// no more than twice the width.
  static func measure(of picture: InkPicture) -> Int {
    min(picture.height, 2 * picture.width)
  }

  /// The picture reduced so far that its ``measure(of:)`` is `workingSide`.
  private static func reduced(_ picture: InkPicture) -> InkPicture {
    let longest = max(picture.width, picture.height)
    return Resampling.reduced(
      picture, toSide: max(longest * workingSide / max(measure(of: picture), 1), workingSide))
  }

  /// The picture, 0…1.
  private let brightness: InkPicture
  /// Whether all paper has one brightness; see `Polarity.isEvenlyLit(_:)`.
  let isEvenlyLit: Bool
  /// The picture itself in even light, otherwise reduced.
  ///
  /// Paper changes slowly, so a reduced picture shows it; and its noise is averaged away.
  let small: InkPicture

  /// Prepares to look for the paper under a picture's ink.
  ///
  /// - Parameter brightness: The picture, 0…1; dark ink on light paper if an estimate is wanted.
  init(under brightness: InkPicture) {
    self.brightness = brightness
    isEvenlyLit = Polarity.isEvenlyLit(brightness)
    small = isEvenlyLit ? brightness : Self.reduced(brightness)
  }

  /// Fills the ink with the paper around it.
  ///
  /// In even light it is one brightness for all. Otherwise ink is whatever dark a certain
  /// square does not fit into; filling it leaves the paper with its shadows.
  ///
  /// - Parameter stroke: The thickness of the strokes in pixels if it is known: the square is then
  ///   a little wider than twice that. Otherwise it is a third of the picture.
  /// - Returns: The paper's brightness, as large as the picture.
  func estimate(stroke: Double? = nil) -> InkPicture {
    guard !isEvenlyLit else { return even }
    let isSmall = min(brightness.width, brightness.height) < Polarity.smallSide
    let widest = max(Self.measure(of: small) / (isSmall ? 4 : 6), 1)
    let reduction = Double(brightness.width) / Double(small.width)
    let radius = stroke.map { min(Int(($0 / reduction).rounded(.up)) + 2, widest) } ?? widest
    // On a slope the square would find brighter paper than there is at the lower edge, so the
    // slope is taken off first.
    let trend = BrightnessTrend(of: small)
    var level = small
    level.amounts = trend.difference(of: small)
    var filled = LocalExtremes.closed(level, radius: radius)
    filled.amounts = filled.amounts.vectorMap(with: trend.surface.amounts) { $0 + $1 }
    let smooth = LocalMean.blurred(filled, radius: 1)
    return Resampling.resized(smooth, width: brightness.width, height: brightness.height)
  }

  /// The brightness of most of the paper, everywhere.
  private var even: InkPicture {
    let threshold = InkThreshold.otsu(brightness.amounts)
    let light = percentile(0.5, of: brightness.amounts.above(threshold))
    var paper = brightness
    paper.amounts = [Float](repeating: light, count: paper.amounts.count)
    return paper
  }
}
