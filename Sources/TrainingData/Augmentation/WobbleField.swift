import NetworkDescription

/// A smooth random displacement of the picture's places: the tremble of a hand.
///
/// Simard, Steinkraus and Platt (2003) blur a field of random arrows; here the arrows stand on a
/// coarse grid and are blended between its points, which looks alike and is far cheaper.
struct WobbleField {
  private static let cells = 4
  private static let cellSize = Double(DrawnDigit.pictureSize) / Double(cells)
  /// One arrow for each of 5 × 5 grid points, row by row.
  private let arrows: [SIMD2<Double>]

  init(amplitude: Double, _ random: inout SeededRandom.Sequence) {
    let points = (Self.cells + 1) * (Self.cells + 1)
    var arrows: [SIMD2<Double>] = []
    for _ in 0..<points {
      arrows.append(
        SIMD2(random.nextUniform(-1...1), random.nextUniform(-1...1)) * amplitude)
    }
    self.arrows = arrows
  }

  /// How far the place is displaced, in pixels.
  @inline(__always)
  func stray(at place: SIMD2<Double>) -> SIMD2<Double> {
    let position = place / Self.cellSize
    let column = min(Self.cells - 1, max(0, Int(position.x)))
    let row = min(Self.cells - 1, max(0, Int(position.y)))
    let part = position - SIMD2(Double(column), Double(row))
    // The smooth step 3t² − 2t³ leaves no kinks where cells meet.
    let blend = part * part * (3 - 2 * part)
    let index = row * (Self.cells + 1) + column
    let above = arrows[index] + (arrows[index + 1] - arrows[index]) * blend.x
    let next = index + Self.cells + 1
    let below = arrows[next] + (arrows[next + 1] - arrows[next]) * blend.x
    return above + (below - above) * blend.y
  }
}
