/// Deciding whether a picture shows dark ink on light paper or light ink on dark.
enum Polarity {
  /// Pictures with a shorter side below this are taken to be filled by one digit.
  static let smallSide = 48

  /// Small pictures that are this near to two tones are evenly lit.
  static let twoTones = 0.83

  /// Whether a picture is small and has only two tones, as scanned and drawn digits have.
  ///
  /// In larger pictures light is never taken to be even, because paper on a dark table has two
  /// tones as well.
  static func isEvenlyLit(_ brightness: InkPicture) -> Bool {
    min(brightness.width, brightness.height) < smallSide
      && InkThreshold.separability(of: brightness.amounts) >= twoTones
  }

  /// Whether the ink is darker than its paper.
  static func inkIsDark(in picture: PaperBrightness) -> Bool {
    let small = picture.small
    if picture.isEvenlyLit {
      return rarity(of: small.amounts) + bareEdges(of: small) >= 0
    }
    let surroundings = LocalMean.blurred(small, radius: min(small.width, small.height) / 4)
    let differences = small.amounts.vectorMap(with: surroundings.amounts) { $0 - $1 }
    return rarity(of: differences) + narrowness(of: small) >= 0
  }

  /// Ink takes less room than paper: −1 when the rare values are bright, 1 when they are dark.
  ///
  /// It is a third of the skewness (third central moment over the cubed deviation), and at most 1.
  private static func rarity(of values: [Float]) -> Double {
    let moments = Moments(values)
    return min(max(-moments.skewness / 3, -1), 1)
  }

  /// The border and the corners of a picture are mostly paper, even where a digit fills it or something
  /// else reaches in: how much brighter most of them is than the rest, in deviations.
  private static func bareEdges(of picture: InkPicture) -> Double {
    let moments = Moments(picture.amounts)
    guard moments.deviation > 0 else { return 0 }
    let corner = max(min(picture.width, picture.height) / 10, 1)
    var edge: [Float] = []
    var corners: [Float] = []
    for y in 0..<picture.height {
      let fromEdgeY = min(y, picture.height - 1 - y)
      for x in 0..<picture.width {
        let fromEdgeX = min(x, picture.width - 1 - x)
        if min(fromEdgeX, fromEdgeY) == 0 { edge.append(picture[x, y]) }
        if max(fromEdgeX, fromEdgeY) < corner { corners.append(picture[x, y]) }
      }
    }
    let usual = Double(percentile(0.5, of: edge) + percentile(0.5, of: corners))
    return (usual - 2 * moments.mean) / moments.deviation
  }

  /// Strokes are narrower than the paper between them.
  ///
  /// What reaches beyond the border is wider than it looks, so the picture is taken to go on there.
  /// 1 when only dark things are narrow, −1 when only light ones are. Shadows and changes of light
  /// are wide and do not count. Dark things that a square does not fit into are what closing
  /// fills, light ones what its counterpart takes away; the energy of both is compared over
  /// squares of growing size (a granulometry: G. Matheron, "Random Sets and Integral Geometry",
  /// 1975).
  private static func narrowness(of picture: InkPicture) -> Double {
    let radii = [1, 2, 3, 4, 6, 8, 12, 16].filter {
      $0 <= PaperBrightness.measure(of: picture) / 7
    }
    let margin = radii.last ?? 0
    let smooth = LocalMean.blurred(picture, radius: 1).continued(by: margin)
    let inside = PixelBox(x: margin, y: margin, width: picture.width, height: picture.height)
    var dark = 0.0
    var light = 0.0
    for radius in radii {
      let closed = LocalExtremes.closed(smooth, radius: radius)
      let opened = LocalExtremes.opened(smooth, radius: radius)
      for y in inside.y..<inside.bottom {
        for x in inside.x..<inside.right {
          let filled = Double(closed[x, y] - smooth[x, y])
          let taken = Double(smooth[x, y] - opened[x, y])
          dark += filled * filled
          light += taken * taken
        }
      }
    }
    return dark + light > 0 ? (dark - light) / (dark + light) : 0
  }
}
