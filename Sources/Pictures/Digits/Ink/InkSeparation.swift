/// Ink told from paper once the light is even.
struct InkSeparation: Sendable {
  /// Less contrast than this share of the paper's brightness is not ink.
  static let leastContrast: Float = 0.08
  /// Less contrast than so many deviations of the grain is nothing but grain: of a million grains
  /// the darkest is five deviations from the mean.
  static let leastAboveGrain: Float = 6.5
  /// So many pieces of fewer pixels than ``leastLarge`` are coarse grain, if they are most of all.
  private static let leastSpecks = 100
  private static let leastLarge = 12
  /// By so much is the threshold raised at a time.
  private static let raise: Float = 1.15
  /// Grain takes no more than this share of the light.
  private static let mostGrain: Float = 0.2
  /// Ink that takes this share of the light is no paper, however uneven.
  static let surelyInk: Float = 0.5

  /// How dark each pixel is, with grain smoothed and everything around the paper taken out.
  private(set) var darkness: InkPicture
  /// The pieces of ink.
  private(set) var pieces: [InkPiece] = []
  /// Pixels that belong to what lies around the paper.
  private(set) var outside: [Bool]
  /// Darker pixels belong to strokes.
  private var threshold: Float = 0
  /// The darkness of those pixels.
  private var inked: [Float] = []
  /// Which way the lines run that are written on; nil where there are none.
  private(set) var rulingSlope: Double?
  /// The deviation of the grain that is left.
  private let grain: Float

  /// Separates ink from paper; nil when there is no ink.
  ///
  /// - Parameters:
  ///   - given: How dark each pixel is in even light.
  ///   - outside: Pixels that are known to lie around the paper.
  init?(_ given: InkPicture, outside: [Bool]? = nil) {
    let noise = PictureNoise.deviation(of: given)
    let isGrainy = noise > 0.02 && min(given.width, given.height) >= 40
    darkness = isGrainy ? LocalMean.blurred(given, radius: 1) : given
    // The mean of nine pixels has a third of their deviation; real grain is coarser than that.
    grain = noise * (isGrainy ? 0.5 : 1)
    self.outside = outside ?? [Bool](repeating: false, count: given.amounts.count)
    split()
    takeOutFrame()
    let strength = strength
    guard strength > max(Self.leastContrast, Self.leastAboveGrain * grain) else { return nil }
    // Only weak ink could be paper's own darkness.
    if strength < Self.surelyInk, strength <= darkestPaper { return nil }
  }

  /// The thickness of the strokes in pixels, frames and specks left out.
  var stroke: Double {
    let tallest = pieces.map { $0.box.side }.max() ?? 0
    // Most of the larger pieces are strokes, whatever shadows there are.
    let widths = pieces.filter { 4 * $0.box.side > tallest }.map { Float(StrokeWidth.mean(of: $0)) }
    return Double(percentile(0.5, of: widths))
  }

  /// How much ink each pixel holds: 0 on paper, 1 in the middle of a stroke.
  var ink: InkPicture {
    // In a small picture grey pixels tell where the edges are; in a large one most of a stroke is
    // full ink, and what is paler is the pen's unevenness.
    let isSmall = min(darkness.width, darkness.height) < 60
    let full = percentile(isSmall ? 0.9 : 0.4, of: inked)
    let faint = max(2 * threshold - full, 2 * grain, 0)
    var result = darkness
    let range = max(full - faint, 0.01)
    result.amounts = darkness.amounts.vectorMap { min(max(($0 - faint) / range, 0), 1) }
    return result
  }

  /// What paper around the ink hardly ever exceeds.
  ///
  /// Grain may be coarser, or stronger at one side of a picture, than it is on average. 0 where a
  /// picture is too small to tell, and on ruled paper, whose lines are no grain.
  private var darkestPaper: Float {
    let (width, height) = (darkness.width, darkness.height)
    guard rulingSlope == nil, min(width, height) >= Polarity.smallSide else { return 0 }
    var isNear = [Bool](repeating: false, count: darkness.amounts.count)
    for piece in pieces {
      let reach = piece.box.side + 8
      isNear.mark(
        piece.box.grown(by: reach, insideWidth: width, height: height), width: width)
    }
    for piece in pieces {
      // Without the soft edges of strokes, which are as wide as the strokes at most.
      let stroke = min(piece.area / max(piece.stretches.count, 1), 8)
      for stretch in piece.stretches {
        isNear.unmark(
          stretch.grown(by: 2 + stroke, insideWidth: width, height: height), width: width)
      }
    }
    let paper = Moments(
      isNear.indices.filter { isNear[$0] && !outside[$0] }.map { darkness.amounts[$0] })
    return Float(paper.mean + 5 * paper.deviation)
  }

  /// How dark the darkest tenth of the ink is at least.
  private var strength: Float {
    percentile(0.9, of: inked)
  }

  private mutating func split() {
    var values = darkness.amounts
    if outside.contains(true) {
      values = outside.indices.filter { !outside[$0] }.map { darkness.amounts[$0] }
      for index in outside.indices where outside[index] { darkness.amounts[index] = 0 }
    }
    let level = percentile(0.5, of: values)
    threshold = aboveGrain(max(InkThreshold.otsu(values), min(level + 4 * grain, 0.5)))
    let (width, height) = (darkness.width, darkness.height)
    var mask = darkness.amounts.vectorMap { $0 > threshold }
    let faintest = max(FaintStrokes.share * threshold, level + 5 * grain, 0.05)
    // A thin line that is not quite level is pale in many places: it is whole among all that is
    // darker than paper.
    var faint = faintest < threshold ? darkness.amounts.vectorMap { $0 > faintest } : mask
    let dark = Rulings.erase(from: &mask, width: width, height: height)
    let pale = Rulings.erase(from: &faint, width: width, height: height)
    let rulings = dark.places + pale.places.filter { mask[$0] }
    for place in rulings { mask[place] = false }
    rulingSlope = dark.direction.slope ?? pale.direction.slope
    if !rulings.isEmpty, let darker = threshold(above: rulings, mask) {
      takeOutPale(from: &mask, beside: rulings, paler: darker)
    }
    pieces = ConnectedPieces.find(in: mask, width: width, height: height)
    if rulingSlope == nil {
      FaintStrokes.add(
        to: &mask, of: pieces, &darkness, threshold: threshold, faintest: faintest)
      pieces = ConnectedPieces.find(in: mask, width: width, height: height)
    }
    inked = darkness.amounts.above(threshold)
  }

  /// A threshold that coarse grain, such as that of cardboard, hardly ever exceeds; the given one where
  /// there is none.
  ///
  /// Such grain is not seen from one pixel to the next, but it falls into specks by the hundred.
  private func aboveGrain(_ threshold: Float) -> Float {
    let (width, height) = (darkness.width, darkness.height)
    guard min(width, height) >= Polarity.smallSide else { return threshold }
    var threshold = threshold
    while threshold * Self.raise < Self.mostGrain {
      let mask = darkness.amounts.vectorMap { $0 > threshold }
      let pieces = ConnectedPieces.find(in: mask, width: width, height: height)
      let specks = pieces.count { $0.area < Self.leastLarge }
      guard specks >= Self.leastSpecks, 10 * specks >= 7 * pieces.count else { break }
      threshold *= Self.raise
    }
    return threshold
  }

  /// Lines that are paler than the pen are told from it by that: beside them only what is darker
  /// stays, and elsewhere only pieces that are darker in some places.
  private func takeOutPale(from mask: inout [Bool], beside rulings: [Int], paler darker: Float) {
    let (width, height) = (darkness.width, darkness.height)
    for place in rulings {
      let pixel = PixelBox(x: place % width, y: place / width, width: 1, height: 1)
      let around = pixel.grown(by: 1, insideWidth: width, height: height)
      for y in around.y..<around.bottom {
        for x in around.x..<around.right where darkness[x, y] <= darker {
          mask[y * width + x] = false
        }
      }
    }
    for piece in ConnectedPieces.find(in: mask, width: width, height: height) {
      let dark = darkness.amounts(of: piece).count { $0 > darker }
      guard 8 * dark < piece.area else { continue }
      for stretch in piece.stretches { mask.unmark(stretch, width: width) }
    }
    _ = Rulings.erase(from: &mask, width: width, height: height)
  }

  /// A threshold between rulings and darker ink; nil where they are as dark.
  private func threshold(above rulings: [Int], _ mask: [Bool]) -> Float? {
    let pale = percentile(0.7, of: rulings.map { darkness.amounts[$0] })
    let ink = percentile(0.5, of: mask.indices.filter { mask[$0] }.map { darkness.amounts[$0] })
    return pale < 0.72 * ink ? 0.4 * pale + 0.6 * ink : nil
  }

  /// What surrounds the paper can be darker than ink and hide it; without it, looks again.
  private mutating func takeOutFrame() {
    let width = darkness.width
    let height = darkness.height
    // A frame, and then perhaps what lay in its soft edge; more rounds would only eat ink.
    for _ in 0..<3 {
      let frame = PaperFrame.pieces(among: pieces, width: width, height: height)
      guard !frame.isEmpty else { return }
      var without = self
      PaperFrame.mark(frame, in: &without.outside, width: width, height: height)
      without.split()
      // Only if something else could be the digit: one that fills its picture touches the border.
      guard without.strength > max(2 * Self.leastContrast, Self.leastAboveGrain * grain),
        PaperFrame.holdsDigit(without.pieces, width: width, height: height)
      else { return }
      self = without
    }
  }
}
