import NetworkDescription

/// The ways people write each digit: which strokes the pen makes, and where it goes.
///
/// A stroke is a list of points the pen passes, x then y, on a sheet of 100 × 100 with y going
/// down. The pen curves smoothly through them; a point said twice is a corner. A form's weight is
/// roughly how many of a hundred writers use it; rare forms weigh more than they are written, so
/// that a network sees enough of them.
enum DigitForms {
  struct Form: Sendable {
    /// What the form is called in tables of results.
    let name: String
    let weight: Double
    let strokes: [[SIMD2<Double>]]

    /// Whether it is a single stroke that hardly bends.
    var isPlainStroke: Bool { strokes.count == 1 && strokes[0].count <= 3 }

    init(_ name: String, _ weight: Double, strokes: [[SIMD2<Double>]]) {
      (self.name, self.weight, self.strokes) = (name, weight, strokes)
    }

    init(_ name: String, _ weight: Double, _ strokes: [Int16]...) {
      self.name = name
      self.weight = weight
      self.strokes = strokes.map { numbers in
        stride(from: 0, to: numbers.count - 1, by: 2).map {
          SIMD2(Double(numbers[$0]), Double(numbers[$0 + 1])) / 100
        }
      }
    }
  }

  /// The forms of the digits 0 … 9.
  static let all: [[Form]] = [
    zero, one, two, three, four, five, six, seven, eight, nine,
  ]

  /// One of several forms, each as often as its weight says.
  static func choice(
    among forms: [Form], _ random: inout SeededRandom.Sequence
  ) -> Form {
    var choice = random.nextUniform(0...forms.reduce(0) { $0 + $1.weight })
    let form = forms.first { form in
      choice -= form.weight
      return choice <= 0
    }
    return form ?? forms[0]
  }
}
