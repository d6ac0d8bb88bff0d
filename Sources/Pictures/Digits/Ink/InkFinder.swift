/// Finds the ink in a picture: drawn or photographed, dark on light or light on dark.
struct InkFinder: Sendable {
  /// Larger pictures are reduced to this length of the longer side first.
  static let workingSide = 360
  /// If the digits are then too small, the picture is reduced less: to this.
  static let finerSide = 1_600
  /// Digits whose longer side has fewer pixels than this are too small.
  static let leastDigitSide = 50

  /// Paper whose brightness differs by no more than this has no shadows.
  static let evenLight: Float = 0.02

  /// What was found, and the steps on the way.
  struct Found: Sendable {
    /// How many pixels of the original picture one pixel here stands for, along a side.
    var reduction: Double
    /// How dark each pixel is once uneven light is taken out.
    var darkness: InkPicture
    /// The pieces of ink.
    var pieces: [InkPiece]
    /// How much ink each pixel holds.
    var ink: InkPicture
  }

  /// - Returns: nil when the picture shows no ink.
  func find(in picture: GreyPicture) -> Found? {
    let block = max(max(picture.width, picture.height) / Self.finerSide, 1)
    let given = InkPicture(blockMeansOf: picture, factor: block)
    guard var found = search(given) else { return nil }
    found.reduction *= Double(block)
    return found
  }

  private func search(_ given: InkPicture) -> Found? {
    let found = find(in: given, reducedTo: Self.workingSide)
    let largest = found?.pieces.map(\.box.side).max() ?? 0
    guard largest < Self.leastDigitSide, max(given.width, given.height) > Self.workingSide else {
      return found
    }
    return find(in: given, reducedTo: Self.finerSide) ?? found
  }

  private func find(in given: InkPicture, reducedTo side: Int) -> Found? {
    var brightness = Resampling.reduced(given, toSide: side)
    let reduction = Double(given.width) / Double(brightness.width)
    var paperBrightness = PaperBrightness(under: brightness)
    if !Polarity.inkIsDark(in: paperBrightness) {
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
      reduction: reduction, darkness: separation.darkness, pieces: separation.pieces,
      ink: separation.ink)
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
