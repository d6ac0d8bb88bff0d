/// What a pen leaves behind between touching the paper and leaving it.
public struct PenStroke: Equatable, Sendable {
  /// The places the pen passes, close together; y goes down.
  public var path: [SIMD2<Double>]
  /// How hard it presses at each place: 1 draws the full width of the pen.
  public var pressure: [Double]

  /// A pen passing the given places, pressing evenly unless told otherwise.
  public init(path: [SIMD2<Double>], pressure: [Double]? = nil) {
    self.path = path
    self.pressure = pressure ?? [Double](repeating: 1, count: path.count)
  }

  /// The stroke with each of its places moved.
  func mapped(_ move: (SIMD2<Double>) -> SIMD2<Double>) -> PenStroke {
    PenStroke(path: path.map(move), pressure: pressure)
  }
}

/// Curves through given points.
enum Spline {
  /// A smooth curve through all points, in short straight pieces; a point said twice is a corner.
  ///
  /// Catmull and Rom, "A class of local interpolating splines", 1974, with tension ½.
  static func through(_ points: [SIMD2<Double>], piecesPerSpan: Int) -> [SIMD2<Double>] {
    var curve: [SIMD2<Double>] = []
    for run in runs(points) {
      curve += smooth(run, pieces: piecesPerSpan)
    }
    return curve
  }

  /// The stretches between corners.
  private static func runs(_ points: [SIMD2<Double>]) -> [ArraySlice<SIMD2<Double>>] {
    var runs: [ArraySlice<SIMD2<Double>>] = []
    var start = 0
    for index in points.indices.dropFirst() where points[index] == points[index - 1] {
      runs.append(points[start..<index])
      start = index
    }
    runs.append(points[start...])
    return runs
  }

  private static func smooth(
    _ points: ArraySlice<SIMD2<Double>>, pieces: Int
  ) -> [SIMD2<Double>] {
    guard let first = points.first, let last = points.last, points.count > 1 else {
      return Array(points)
    }
    var curve = [first]
    for index in points.indices.dropLast() {
      let from = points[index]
      let to = points[index + 1]
      let before = index > points.startIndex ? points[index - 1] : from
      let after = index + 2 < points.endIndex ? points[index + 2] : last
      // In steps, which the compiler's type checker is quick with.
      let straight = to - before
      var bend = before * 2 - from * 5
      bend = bend + to * 4 - after
      var twist = from * 3 - before
      twist = twist - to * 3 + after
      for piece in 1...pieces {
        let t = Double(piece) / Double(pieces)
        let linear = straight * t
        let square = bend * (t * t)
        let cube = twist * (t * t * t)
        let sum = linear + square + cube
        curve.append(from + sum / 2)
      }
    }
    return curve
  }
}
