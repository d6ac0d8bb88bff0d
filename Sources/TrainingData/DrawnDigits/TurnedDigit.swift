import NetworkDescription

/// A digit as nobody writes it: mirrored, upside down, or lying on its side.
///
/// It is made of a digit's strokes and is none. Digits that become others by that, as a 6 that is turned,
/// are left out.
struct TurnedDigit {
  let digit: Int
  private let turn: @Sendable (SIMD2<Double>) -> SIMD2<Double>

  /// One of the ways in which a digit is none, each as often.
  static func choice(_ random: inout SeededRandom.Sequence) -> TurnedDigit {
    all[min(Int(random.nextUniform(0...Double(all.count))), all.count - 1)]
  }

  /// The form, turned.
  func form(_ form: DigitForms.Form) -> DigitForms.Form {
    DigitForms.Form(form.name, form.weight, strokes: form.strokes.map { $0.map(turn) })
  }

  private static let all: [TurnedDigit] =
    [3, 4, 6, 7, 9].map { TurnedDigit(digit: $0) { SIMD2(1 - $0.x, $0.y) } }
    + [4, 6, 7, 9].map { TurnedDigit(digit: $0) { SIMD2($0.x, 1 - $0.y) } }
    + [3, 4, 6, 7, 9].map { TurnedDigit(digit: $0) { SIMD2($0.y, 1 - $0.x) } }
    + [3, 4, 6, 7, 9].map { TurnedDigit(digit: $0) { SIMD2(1 - $0.y, $0.x) } }
}
