/// The letters of pictures: DejaVu Sans Condensed, which is plain, narrow and easy to read when it
/// is small, as outlines in the source, so that pictures are the same on every machine.
package struct Typeface: Sendable {
  /// For words.
  package static let regular = Typeface(regularOutlines)
  /// For headings; letters it lacks are those of ``regular``.
  package static let bold = Typeface(boldOutlines)

  /// How high a capital letter is, in ems.
  static let capHeight = 1493.0 / 2048
  /// How high a letter without ascender is, in ems.
  static let xHeight = 1120.0 / 2048

  private let outlines: [Unicode.Scalar: Substring]

  private init(_ text: String) {
    outlines = text.split(separator: "\n").reduce(into: [:]) { outlines, line in
      if let letter = line.unicodeScalars.first { outlines[letter] = line }
    }
  }

  /// A letter; one without a drawing looks like `?`.
  package func glyph(_ letter: Unicode.Scalar) -> Glyph {
    let outline =
      outlines[letter] ?? Self.regular.outlines[letter] ?? Self.regular.outlines["?"] ?? ""
    return Glyph(parsing: outline)
  }

  /// How far the next letter would be from the first, in ems.
  func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + glyph($1).advance }
  }
}

/// The outline of a letter, in ems; y goes up from the line that letters stand on.
package struct Glyph {
  /// From the left of this letter to the left of the next.
  private(set) var advance = 0.0
  /// Closed lines through points; curves are a few short lines.
  package private(set) var contours: [[(x: Double, y: Double)]] = []

  private static let unit = 1.0 / 2048
  /// Into how many lines a curve is cut: at the sizes of labels more cannot be seen.
  private static let cuts = 5

  /// Reads a line of the typeface; damage in it would only be seen.
  init(parsing outline: Substring) {
    var numbers = OutlineNumbers(outline.utf8.dropFirst(String(outline.prefix(1)).utf8.count))
    advance = Double(numbers.next() ?? 0) * Self.unit
    var place = (x: 0.0, y: 0.0)
    /// The point that the next two numbers lead to, seen from the point before.
    func step() -> (x: Double, y: Double) {
      place.x += Double(numbers.next() ?? 0) * Self.unit
      place.y += Double(numbers.next() ?? 0) * Self.unit
      return place
    }
    while let command = numbers.command() {
      switch command {
      case UInt8(ascii: "M"):
        place = (0, 0)
        contours.append([step()])
      case UInt8(ascii: "q"):
        let (start, control, end) = (place, step(), step())
        for cut in 1...Self.cuts {
          let share = Double(cut) / Double(Self.cuts)
          let (one, two, three) = (
            (1 - share) * (1 - share), 2 * share * (1 - share), share * share
          )
          contours[contours.count - 1].append(
            (
              x: one * start.x + two * control.x + three * end.x,
              y: one * start.y + two * control.y + three * end.y
            ))
        }
      default: contours[contours.count - 1].append(step())
      }
    }
  }
}

/// Goes through the letters and whole numbers of an outline.
private struct OutlineNumbers {
  private var rest: Substring.UTF8View

  init(_ text: Substring.UTF8View) { rest = text }

  /// The next letter; nil at the end.
  mutating func command() -> UInt8? {
    skipSpaces()
    return rest.popFirst()
  }

  /// The next number; nil where there is none.
  mutating func next() -> Int? {
    skipSpaces()
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest.removeFirst() }
    var number: Int?
    while let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
      number = (number ?? 0) * 10 + Int(digit - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    return number.map { isNegative ? -$0 : $0 }
  }

  private mutating func skipSpaces() {
    while rest.first == UInt8(ascii: " ") { rest.removeFirst() }
  }
}
