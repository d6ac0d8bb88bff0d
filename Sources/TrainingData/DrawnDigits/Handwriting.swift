import NetworkDescription

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// How one hand differs from another, and from itself: the random part of what is drawn.
///
/// All lengths are in units of the digit's height.
struct Handwriting {
  /// How far each point of a form strays.
  let wobble: Double
  /// How far whole strokes stray from each other.
  let strokeShift: Double
  /// Width in units of height.
  let aspect: Double
  /// How far the top leans to the right.
  let slant: Double
  /// A turn of the whole digit, in radians.
  let rotation: Double
  /// Above 1, the upper half of the digit is the larger one.
  let balance: Double
  /// How much wider the digit is at its foot than at its head.
  let taper: Double
  /// The width of the pen, but for plain strokes: one too wide for the loops of a narrow digit would
  /// make every digit a 1.
  let penWidth: Double
  /// The width of the pen where it makes a plain stroke, which stays one however wide.
  private let strokeWidth: Double
  /// How much the pressure varies along a stroke.
  let pressureChange: Double

  /// - Parameters:
  ///   - liveliness: How far hands may be from a neat one: 1 as people write, 0 all alike.
  ///   - stretch: How much wider than a digit is what they write.
  ///   - random: Where the differences come from.
  init(
    liveliness: Double, stretch: Double = 1, _ random: inout SeededRandom.Sequence
  ) {
    wobble = liveliness * random.nextUniform(0.013...0.055)
    strokeShift = liveliness * random.nextUniform(0...0.03)
    aspect = 0.75 * stretch * exp(0.28 * liveliness * random.nextNormal())
    slant = 0.17 + 0.22 * liveliness * random.nextNormal()
    rotation = 0.09 * liveliness * random.nextNormal()
    balance = exp(0.28 * liveliness * random.nextNormal())
    taper = 0.2 * liveliness * random.nextNormal()
    strokeWidth = min(0.36, max(0.07, 0.13 * exp(0.42 * random.nextNormal())))
    penWidth = min(strokeWidth, 0.26, 0.28 * aspect)
    pressureChange = random.nextUniform(0...0.4)
  }

  /// Writes one form.
  func write(
    _ form: DigitForms.Form, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    let strokes = form.strokes.map { points in
      let shift = SIMD2(random.nextNormal(), random.nextNormal()) * strokeShift
      var previous: SIMD2<Double>?
      var strayed: [SIMD2<Double>] = []
      for (index, point) in points.enumerated() {
        // A corner stays one: both of its points stray together.
        if point == previous, let last = strayed.last {
          strayed.append(last)
        } else {
          // Strokes begin and end where they happen to, more than they pass where they happen to.
          let isEnd = index == 0 || index == points.count - 1
          let reach = isEnd ? 1.8 * wobble : wobble
          let stray = SIMD2(random.nextNormal(), random.nextNormal()) * reach
          strayed.append(point + stray + shift)
        }
        previous = point
      }
      let path = Spline.through(strayed, piecesPerSpan: 8).map(place)
      return PenStroke(path: path, pressure: pressure(along: path.count, &random))
    }
    return PenDrawing(
      strokes: strokes, penWidth: form.isPlainStroke ? strokeWidth : penWidth)
  }

  /// Where a point of the form lands on the paper.
  private func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    let y = point.y > 0 ? pow(point.y, balance) : point.y
    let x = (point.x - 0.5) * aspect * (1 + taper * (y - 0.5))
    let leaning = SIMD2(x + slant * (0.5 - y), y - 0.5)
    let (sine, cosine) = (sin(rotation), cos(rotation))
    return SIMD2(
      leaning.x * cosine - leaning.y * sine, leaning.x * sine + leaning.y * cosine)
  }

  /// Pressure that rises and falls once or twice along a stroke.
  private func pressure(
    along count: Int, _ random: inout SeededRandom.Sequence
  ) -> [Double] {
    let phase = random.nextUniform(0...2 * .pi)
    let waves = random.nextUniform(0.5...2)
    return (0..<count).map { index in
      let way = Double(index) / Double(max(1, count - 1))
      return 1 + pressureChange * sin(phase + waves * 2 * .pi * way)
    }
  }
}
