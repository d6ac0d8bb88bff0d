import NetworkDescription
import Pictures

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Letters and signs as they are printed: the outlines of the charts' letters, no two set alike.
///
/// Mark i is a pure function of the seed and i, as with `DrawnMarks`, which a pen writes.
struct PrintedMarks: Sendable {
  let seed: UInt64

  /// All that a pen writes as well, but for what is a digit in print, such as a plain I.
  private static let letters = Array(
    "ABCDEFGHJKLMNPQRTUVWXYZabcdefghijkmnpqrtuvwxyäüñ#%@&+*=<>?!{[]}$€£~".unicodeScalars)

  /// Written and printed marks to train with, and others to test with.
  static func split(seed: UInt64, training: Int = 60_000, test: Int = 2_000) -> DataSplit {
    let (drawn, printed) = (DrawnMarks(seed: seed), PrintedMarks(seed: seed))
    // Of five marks a pen has written four.
    func marks(_ indices: Range<Int>) -> [DrawnMarks.Mark] {
      indices.map { $0 % 5 == 4 ? printed.mark(at: $0) : drawn.mark(at: $0) }
    }
    let end = max(0, training)
    return DataSplit(
      train: DrawnMarks.dataset(of: marks(0..<end), name: "drawn marks"),
      test: DrawnMarks.dataset(
        of: marks(end..<end + max(0, test)), name: "drawn marks (test)"))
  }

  /// The mark with a number: a picture in MNIST's manner, and what its class is called.
  func mark(at index: Int) -> DrawnMarks.Mark {
    var random = SeededRandom(seed: seed).sequence(.data, layer: 3, step: index)
    let face = random.nextUnit() < 0.5 ? Typeface.regular : Typeface.bold
    let letter = Self.letters[
      min(Int(random.nextUnit() * Double(Self.letters.count)), Self.letters.count - 1)]
    return DrawnMarks.Mark(
      className: String(letter),
      picture: Self.picture(of: Self.set(face.glyph(letter).contours, &random)))
  }

  /// The outlines slanted, stretched, turned and bent a little, with y going down.
  private static func set(
    _ contours: [[(x: Double, y: Double)]], _ random: inout SeededRandom.Sequence
  ) -> [[SIMD2<Double>]] {
    let stretch = exp(0.22 * random.nextNormal())
    let slant = 0.15 * random.nextNormal()
    let turn = 0.07 * random.nextNormal()
    let bend = random.nextUniform(0...0.05)
    let phase = SIMD2(random.nextUniform(0...2 * .pi), random.nextUniform(0...2 * .pi))
    let (sine, cosine) = (sin(turn), cos(turn))
    return contours.map { contour in
      contour.map { point in
        let bent = SIMD2(
          point.x + bend * sin(phase.x + 7 * point.y), point.y + bend * sin(phase.y + 7 * point.x))
        let leaning = SIMD2(bent.x * stretch + slant * bent.y, -bent.y)
        return SIMD2(
          leaning.x * cosine - leaning.y * sine, leaning.x * sine + leaning.y * cosine)
      }
    }
  }

  private static func picture(of outlines: [[SIMD2<Double>]]) -> [UInt8] {
    let points = outlines.joined()
    guard let first = points.first else { return [] }
    let low = points.reduce(first) { pointwiseMin($0, $1) }
    let high = points.reduce(first) { pointwiseMax($0, $1) }
    let (size, box) = (DrawnDigit.pictureSize, Double(DrawnDigit.boxSize))
    let scale = box / max((high - low).max(), 1e-6)
    var coverage = AreaCoverage(width: size, height: size)
    for outline in outlines {
      let placed = outline.map { ($0 - (low + high) / 2) * scale + Double(size) / 2 }
      coverage.add(placed.map { (x: $0.x, y: $0.y) })
    }
    let ink = (0..<size).flatMap { row in coverage.row(row).map { UInt8($0 * 255 + 0.5) } }
    return CentreOfMass.centred(ink, size: size)
  }
}
