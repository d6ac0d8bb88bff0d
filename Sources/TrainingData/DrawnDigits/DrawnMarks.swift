import NetworkDescription

/// Pieces of ink that are no digits, drawn by the program: letters, signs, frames, blots, scribbles
/// and digits that touch.
///
/// A network that has seen them can say that something is none of the ten. As with `DrawnDigits`,
/// mark i is a pure function of the seed and i.
public struct DrawnMarks: Sendable {
  /// What the class of all marks is called.
  public static let className = "none"

  /// The seed all pictures depend on.
  public let seed: UInt64

  /// The marks of a seed.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The mark with a number as a picture in MNIST's manner: 28 × 28 bytes, white on black.
  public func picture(at index: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed).sequence(.data, layer: 2, step: index)
    return drawing(&random).picture()
  }

  private func drawing(_ random: inout SeededRandom.Sequence) -> PenDrawing {
    let hand = Handwriting(liveliness: 1, &random)
    switch random.nextUnit() {
    case ..<0.68: return hand.write(DigitForms.choice(among: MarkForms.all, &random), &random)
    case ..<0.86: return row(by: hand, &random)
    case ..<0.91: return ringed(by: hand, &random)
    case ..<0.96: return scribble(by: hand, &random)
    default: return blot(&random)
    }
  }

  /// The marks with the given numbers as samples of one class.
  public func dataset(_ indices: Range<Int>, name: String = "drawn marks") -> Dataset {
    Self.dataset(of: indices.map(picture), name: name)
  }

  /// Pictures of marks as samples of one class.
  static func dataset(of pictures: [[UInt8]], name: String) -> Dataset {
    let size = DrawnDigit.pictureSize
    return Dataset(
      checkedName: name, inputShape: .picture(height: size, width: size, channels: 1),
      inputs: .pixels(pictures.flatMap { $0 }),
      targets: .classes([Int](repeating: 0, count: pictures.count), names: [className]),
      count: pictures.count)
  }

  private func digit(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    let label = min(Int(random.nextUniform(0...10)), 9)
    return hand.write(DigitForms.choice(among: DigitForms.all[label], &random), &random)
  }

  /// Two or three digits that touch, or nearly.
  private func row(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    var row = digit(by: hand, &random)
    for _ in 0..<(random.nextUnit() < 0.8 ? 1 : 2) {
      row = row.followed(by: digit(by: hand, &random), gap: random.nextUniform(0...0.22))
    }
    return row
  }

  /// A digit in a ring, or in a frame that it does not touch.
  private func ringed(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    let ring = DigitForms.Form(
      "ring", 1, [50, 0, 10, 14, 0, 50, 14, 88, 50, 100, 88, 88, 100, 50, 86, 12, 50, 0])
    let box = DigitForms.Form(
      "frame", 1, [0, 0, 0, 0, 0, 100, 0, 100, 100, 100, 100, 100, 100, 0, 100, 0, 0, 0])
    let frame = random.nextUnit() < 0.5 ? ring : box
    let around = hand.write(frame, &random)
    return around.holding(digit(by: hand, &random), share: random.nextUniform(0.45...0.7))
  }

  /// A pen going to and fro.
  private func scribble(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    let turns = 7 + Int(random.nextUniform(0...9))
    let wide = random.nextUniform(0.3...1.5)
    let points = (0..<turns).map { _ in
      SIMD2(random.nextUnit() * wide, random.nextUnit())
    }
    let path = Spline.through(points, piecesPerSpan: 8)
    return PenDrawing(strokes: [PenStroke(path: path)], penWidth: hand.penWidth)
  }

  /// A spot without strokes: a few large dots over each other.
  private func blot(_ random: inout SeededRandom.Sequence) -> PenDrawing {
    let dots = (0..<(1 + Int(random.nextUniform(0...6)))).map { _ in
      PenStroke(
        path: [SIMD2(random.nextUniform(0...0.35), random.nextUniform(0...0.35))],
        pressure: [random.nextUniform(0.4...1)])
    }
    return PenDrawing(strokes: dots, penWidth: random.nextUniform(0.5...1))
  }
}
