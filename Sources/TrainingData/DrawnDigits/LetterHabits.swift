import NetworkDescription

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What hands do to any letter: lines bend, corners become round, strokes are led in and end in tails,
/// as where letters are joined, or in small bars.
///
/// A few forms of a letter are thus many, of which no two are alike.
struct LetterHabits {
  private let bend: Double
  private let phase: SIMD2<Double>
  private let roundsCorners: Bool
  private let leadIn: SIMD2<Double>?
  private let tail: SIMD2<Double>?
  /// Half as long as the bars at the ends of strokes; 0 for none.
  private let bar: Double

  init(_ random: inout SeededRandom.Sequence) {
    bend = abs(random.nextNormal()) * 0.03
    phase = SIMD2(random.nextUniform(0...2 * .pi), random.nextUniform(0...2 * .pi))
    roundsCorners = random.nextUnit() < 0.15
    leadIn =
      random.nextUnit() < 0.15
      ? SIMD2(-random.nextUniform(0.1...0.35), random.nextUniform(0...0.4)) : nil
    tail =
      random.nextUnit() < 0.25
      ? SIMD2(random.nextUniform(0.12...0.4), -random.nextUniform(0.02...0.4)) : nil
    bar = random.nextUnit() < 0.12 ? random.nextUniform(0.06...0.14) : 0
  }

  /// The form as this hand has it; signs only bend.
  func change(_ form: DigitForms.Form) -> DigitForms.Form {
    var strokes = form.strokes
    if form.isLetter {
      if roundsCorners { strokes = strokes.map(withoutCorners) }
      addTail(to: &strokes)
      if let leadIn, let start = strokes.first?.first {
        strokes[0].insert(start + leadIn, at: 0)
      }
      strokes += bars(of: form.strokes)
    }
    return DigitForms.Form(
      form.name, form.weight, strokes: strokes.map { points in points.map(bent) })
  }

  private func bent(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(point.x + bend * sin(phase.x + 6 * point.y), point.y + bend * sin(phase.y + 6 * point.x))
  }

  /// A point said twice is a corner.
  private func withoutCorners(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] {
    points.indices.filter { $0 == 0 || points[$0] != points[$0 - 1] }.map { points[$0] }
  }

  /// Of the strokes that end at the foot, lets the one furthest to the right run on to where the next
  /// letter would begin.
  private func addTail(to strokes: inout [[SIMD2<Double>]]) {
    let ends = strokes.enumerated().compactMap { index, stroke in stroke.last.map { (index, $0) } }
    guard let tail,
      let (index, end) = ends.filter({ $0.1.y > 0.75 }).max(by: { $0.1.x < $1.1.x })
    else { return }
    strokes[index] += [end + SIMD2(tail.x / 2, 0.02), end + tail]
  }

  /// Bars where straight strokes end at the top or the foot.
  private func bars(of strokes: [[SIMD2<Double>]]) -> [[SIMD2<Double>]] {
    guard bar > 0 else { return [] }
    return strokes.filter { $0.count == 2 }.joined().filter { $0.y < 0.1 || $0.y > 0.9 }.map {
      [SIMD2($0.x - bar, $0.y), SIMD2($0.x + bar, $0.y)]
    }
  }
}

extension DigitForms.Form {
  /// Whether it is one letter, or two that are joined.
  fileprivate var isLetter: Bool {
    name.utf8.count <= 2 && name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
  }
}
