import NetworkDescription

/// Pieces of ink that are no digits, drawn by the program: letters, signs, frames, blots, scribbles
/// and digits that touch.
///
/// A network that has seen them can say that something is none of the ten. Each letter and sign is a
/// class of its own: what they have in common is only that they are no digits, and the border between
/// a B and an 8 should be simpler to learn than that between digits and everything else. As with
/// `DrawnDigits`, mark i is a pure function of the seed and i.
public struct DrawnMarks: Sendable {
  /// What the class of all marks is called where a network knows but one.
  public static let className = "none"
  /// The classes of marks: the letters and signs, and what has no form.
  public static let classNames =
    MarkForms.names + [Shapeless.row, .ring, .turned, .scribble, .blot].map { $0.rawValue }

  /// Marks that are not written as one letter or sign.
  private enum Shapeless: String {
    case row = "row of digits"
    case ring = "digit in a ring"
    case turned = "turned digit"
    case scribble
    case blot
  }

  /// The seed all pictures depend on.
  public let seed: UInt64

  /// The marks of a seed.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// The mark with a number as a picture in MNIST's manner: 28 × 28 bytes, white on black.
  public func picture(at index: Int) -> [UInt8] { mark(at: index).picture }

  /// The mark with a number: its picture, and what its class is called.
  func mark(at index: Int) -> Mark {
    var random = SeededRandom(seed: seed).sequence(.data, layer: 2, step: index)
    let (name, drawing) = drawing(&random)
    return Mark(className: name, picture: drawing.picture())
  }

  /// A picture of a mark, and what its class is called.
  struct Mark: Sendable {
    let className: String
    let picture: [UInt8]
  }

  private func drawing(
    _ random: inout SeededRandom.Sequence
  ) -> (className: String, drawing: PenDrawing) {
    let choice = random.nextUnit()
    if choice < 0.65 {
      // Letters may be as narrow as digits, and twice as wide.
      let stretch = random.nextUniform(0.8...1.4)
      let hand = Handwriting(liveliness: 1.15, stretch: stretch, &random)
      let form = DigitForms.choice(among: MarkForms.all, &random)
      return (form.name, hand.write(LetterHabits(&random).change(form), &random))
    }
    let hand = Handwriting(liveliness: 1, &random)
    let (shape, drawing): (Shapeless, PenDrawing) =
      switch choice {
      case ..<0.70: (.turned, turned(by: hand, &random))
      case ..<0.88: (.row, row(by: hand, &random))
      case ..<0.93: (.ring, ringed(by: hand, &random))
      case ..<0.96: (.scribble, scribble(by: hand, &random))
      default: (.blot, blot(&random))
      }
    return (shape.rawValue, drawing)
  }

  /// The marks with the given numbers as samples.
  public func dataset(_ indices: Range<Int>, name: String = "drawn marks") -> Dataset {
    Self.dataset(of: indices.map(mark), name: name)
  }

  /// Marks as samples.
  static func dataset(of marks: [Mark], name: String) -> Dataset {
    let size = DrawnDigit.pictureSize
    let places = Dictionary(uniqueKeysWithValues: zip(classNames, classNames.indices))
    return Dataset(
      checkedName: name, inputShape: .picture(height: size, width: size, channels: 1),
      inputs: .pixels(marks.flatMap { $0.picture }),
      targets: .classes(marks.map { places[$0.className] ?? 0 }, names: classNames),
      count: marks.count)
  }

  private func digit(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    let label = min(Int(random.nextUniform(0...10)), 9)
    return hand.write(DigitForms.choice(among: DigitForms.all[label], &random), &random)
  }

  /// Two or three digits that touch, or nearly; strokes that lean reach into their neighbours' boxes.
  private func row(
    by hand: Handwriting, _ random: inout SeededRandom.Sequence
  ) -> PenDrawing {
    var row = digit(by: hand, &random)
    for _ in 0..<(random.nextUnit() < 0.8 ? 1 : 2) {
      row = row.followed(by: digit(by: hand, &random), gap: random.nextUniform(-0.22...0.14))
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

  /// A digit mirrored, upside down or lying on its side.
  private func turned(by hand: Handwriting, _ random: inout SeededRandom.Sequence) -> PenDrawing {
    let turn = TurnedDigit.choice(&random)
    let form = DigitForms.choice(among: DigitForms.all[turn.digit], &random)
    return hand.write(turn.form(form), &random)
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
