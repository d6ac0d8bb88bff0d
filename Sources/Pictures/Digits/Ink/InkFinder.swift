/// Finds the ink in a picture: drawn or photographed, dark on light or light on dark.
struct InkFinder: Sendable {
  /// Larger pictures are reduced to this length of the longer side first.
  static let workingSide = 360
  /// If that leaves several pieces, or small ones, the picture is reduced less: to this.
  static let finerSide = 1_000
  /// The longest side that a picture is looked at with.
  static let longestSide = 1_600
  /// Digits whose longer side has fewer pixels than this are too small.
  static let leastDigitSide = 50

  /// Paper whose brightness differs by no more than this has no shadows.
  static let evenLight: Float = 0.02

  /// Lines that rise or fall by more than this many rows a column are made level.
  static let level = 0.05

  /// What was found, and the steps on the way.
  struct Found: Sendable {
    /// Where the pixels here lie in the original picture.
    var map: PlaneMap
    /// The sheet of paper as if seen from above, its lines level; nil where there was nothing to do.
    var sheet: InkPicture?
    /// How dark each pixel is once uneven light is taken out.
    var darkness: InkPicture
    /// The pieces of ink.
    var pieces: [InkPiece]
    /// Which way rulings run; nil where there are none.
    var rulingSlope: Double?
    /// How much ink each pixel holds.
    var ink: InkPicture
    /// Whether ink is darker than paper.
    var inkIsDark: Bool
  }

  /// - Returns: nil when the picture shows no ink.
  func find(in picture: GreyPicture) -> Found? {
    let block = max(max(picture.width, picture.height) / Self.longestSide, 1)
    let given = InkPicture(blockMeansOf: picture, factor: block)
    guard var found = onSheet(given) ?? searchLevel(given) else { return nil }
    found.map = PlaneMap(scale: Double(block)).after(found.map)
    return found
  }

  /// The ink on a sheet of paper that the picture shows; nil without a sheet, or ink on it.
  private func onSheet(_ given: InkPicture) -> Found? {
    guard let sheet = PaperSheet.find(in: given) else { return nil }
    let (flat, map) = sheet.flattened(given)
    guard var found = searchLevel(flat) else { return nil }
    found.pieces = Self.withoutRim(found.pieces, width: found.ink.width, height: found.ink.height)
    found.map = map.after(found.map)
    found.leaveOutInk(beyond: given)
    guard !found.pieces.isEmpty else { return nil }
    found.sheet = found.sheet ?? flat
    return found
  }

  /// Without what is left of the table along the rim of a sheet.
  private static func withoutRim(_ pieces: [InkPiece], width: Int, height: Int) -> [InkPiece] {
    let rim = max(min(width, height) / 30, 3)
    return pieces.filter { piece in
      let box = piece.box
      let touches = box.touchesBorder(within: 1, ofWidth: width, height: height)
      let isThin = min(box.width, box.height) <= rim
      return !(touches && isThin)
    }
  }

  /// Looks again with the picture turned if its lines of writing are not level.
  private func searchLevel(_ given: InkPicture) -> Found? {
    guard let found = search(given) else { return nil }
    // Forms are printed level, however people write in them.
    let slope = found.rulingSlope ?? WritingLines.slope(of: found.pieces)
    guard abs(slope) > Self.level else { return found }
    let turning = PlaneMap.turning(width: given.width, height: given.height, slope: slope)
    let turned = turning.map.resampled(given, width: turning.width, height: turning.height)
    guard var again = search(turned), again.pieces.count * 2 >= found.pieces.count else {
      return found
    }
    again.map = turning.map.after(again.map)
    again.leaveOutInk(beyond: given)
    again.sheet = turned
    return again
  }

  private func search(_ given: InkPicture) -> Found? {
    let found = find(in: given, reducedTo: Self.workingSide)
    guard max(given.width, given.height) > Self.workingSide else { return found }
    let large = found?.pieces.filter { $0.area >= 4 } ?? []
    let largest = large.map { $0.box.side }.max() ?? 0
    guard largest < Self.leastDigitSide || large.count > 2 else { return found }
    return find(in: given, reducedTo: Self.finerSide, inkIsDark: found?.inkIsDark) ?? found
  }

  /// - Parameter inkIsDark: Whether ink is darker than paper, where that is known.
  private func find(in given: InkPicture, reducedTo side: Int, inkIsDark: Bool? = nil) -> Found? {
    var brightness = Resampling.reduced(given, toSide: side)
    let reduction = Double(given.width) / Double(brightness.width)
    var paperBrightness = PaperBrightness(under: brightness)
    let inkIsDark = inkIsDark ?? Polarity.inkIsDark(in: paperBrightness)
    if !inkIsDark {
      brightness.amounts = brightness.amounts.vectorMap { 1 - $0 }
      paperBrightness = PaperBrightness(under: brightness)
    }
    let paper = paperBrightness.estimate()
    var darkness = darkness(of: brightness, on: paper)
    guard var separation = InkSeparation(darkness) else { return nil }
    // Knowing how thick strokes are tells ink from shadows better: they are wider.
    if paper.amounts.contains(where: { abs($0 - paper.amounts[0]) > Self.evenLight }) {
      let finer = paperBrightness.estimate(stroke: separation.stroke)
      darkness = self.darkness(of: brightness, on: finer)
      separation = InkSeparation(darkness, outside: separation.outside) ?? separation
    }
    return Found(
      map: PlaneMap(scale: reduction), darkness: separation.darkness,
      pieces: separation.pieces, rulingSlope: separation.rulingSlope, ink: separation.ink,
      inkIsDark: inkIsDark)
  }

  /// How much darker than bare paper each pixel is, as a share of the paper's brightness: a shadow
  /// takes the same share of both away.
  private func darkness(of brightness: InkPicture, on paper: InkPicture) -> InkPicture {
    var darkness = brightness
    darkness.amounts = paper.amounts.vectorMap(with: brightness.amounts) { paper, brightness in
      // Nothing can be told of ink where there is next to no light.
      min(max((paper - brightness) / max(paper, 0.15), 0), 1)
    }
    return darkness
  }
}

extension InkFinder.Found {
  /// Takes out of the pieces what lies beyond the borders of the picture that was turned or flattened:
  /// nothing but its outermost pixels is there, drawn out into strokes.
  fileprivate mutating func leaveOutInk(beyond picture: InkPicture) {
    let size = SIMD2(Double(picture.width), Double(picture.height))
    pieces = pieces.compactMap { piece in
      let within = piece.stretches.filter { stretch in
        let place = map.apply(SIMD2(stretch.middleX, Double(stretch.y) + 0.5))
        return all(place .>= 0) && all(place .<= size)
      }
      guard within.count < piece.stretches.count else { return piece }
      return within.first.map { first in
        within.dropFirst().reduce(into: InkPiece(first)) { $0.add($1) }
      }
    }
  }
}
