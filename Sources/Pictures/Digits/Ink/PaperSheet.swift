import CMath

/// A sheet of paper that a photograph shows on something darker: a table, a desk pad.
struct PaperSheet: Sendable {
  /// Its corners in pixels of the photograph: upper left, upper right, lower right, lower left.
  let corners: [SIMD2<Double>]

  /// The photograph is reduced to this before a sheet is looked for.
  static let workingSide = 160
  /// The part of the photograph that a sheet has at least.
  static let leastShare = 0.05
  /// The part of the photograph that a sheet has at most.
  static let mostShare = 0.95
  /// The part of a sheet that is brighter than what is around it at least: what thick strokes enclose
  /// is as dark, and no sheet.
  static let leastBright = 0.5
  /// A figure that the photograph's border closes is taken if it is so many times larger than one
  /// with four rims.
  static let borderWeight = 4.0

  /// Looks for a sheet; nil when the picture shows nothing but paper.
  ///
  /// Of all figures that four straight edges make, bright inside and darker outside, the largest
  /// one is the sheet. A shadow that crosses paper and table changes neither of these.
  static func find(in photograph: InkPicture) -> PaperSheet? {
    guard min(photograph.width, photograph.height) >= 2 * Polarity.smallSide else { return nil }
    let small = Resampling.reduced(photograph, toSide: workingSide)
    // Strokes are filled, so that they do not cut the paper into pieces.
    var light = LocalMean.blurred(LocalExtremes.closed(small, radius: 3), radius: 1)
    light.amounts = light.amounts.vectorMap { Float(glassbox_log(Double(max($0, 0.03)))) }
    var best: (rank: Double, figure: SheetFigure)?
    for figure in SheetFigure.all(between: SheetRims.find(in: light), in: light) {
      let area = figure.area / Double(light.width * light.height)
      guard area >= leastShare, area <= mostShare, figure.isCompact,
        let rim = figure.rim(in: light)
      else { continue }
      let rank = area * rim.share * rim.share / (rim.isWhole ? 1 : borderWeight)
      guard rank > best?.rank ?? 0,
        figure.brightShare(than: rim.outside, in: light) >= leastBright
      else { continue }
      best = (rank, figure)
    }
    guard let best else { return nil }
    let scale = Double(photograph.width) / Double(small.width)
    let exact = best.figure.fitted(to: light).corners
    let centre = exact.reduce(.zero, +) / 4
    // A little smaller, because the edge itself is soft.
    return PaperSheet(corners: exact.map { (centre + ($0 - centre) * 0.985) * scale })
  }

  /// The sheet as if seen from above, and where its pixels lie in the photograph.
  func flattened(_ photograph: InkPicture) -> (picture: InkPicture, map: PlaneMap) {
    let size = SheetFigure(corners: corners).size
    let (width, height) = (max(Int(size.width), 8), max(Int(size.height), 8))
    let map = PlaneMap(width: Double(width), height: Double(height), to: corners)
    return (map.resampled(photograph, width: width, height: height), map)
  }
}
