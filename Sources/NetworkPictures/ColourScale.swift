import Pictures
import TextFormats

/// Which colours some numbers have; the ends of every scale are equally far from zero.
enum ColourScale: Equatable {
  /// Orange below zero, white at zero, blue above.
  case signed(limit: Double)
  /// How much red, green or blue: half of it at zero.
  case levels(limit: Double)

  /// A scale around zero that holds two numbers.
  init(covering least: Double, _ most: Double) {
    self = .signed(limit: max(abs(least), abs(most)))
  }

  func colour(of value: Double) -> Colour {
    switch self {
    case .signed(let limit): .signed(value, limit: limit)
    case .levels(let limit): Colour(grey: Self.level(of: value, limit: limit))
    }
  }

  /// Its right end; the left is as far below zero.
  var limit: Double {
    switch self {
    case .signed(let limit), .levels(let limit): limit
    }
  }

  /// All its colours from left to right.
  func bar(width: Int) -> ColourPicture {
    var picture = ColourPicture(width: width, height: 1)
    for x in 0..<width {
      picture[x, 0] = colour(of: limit * (2 * Double(x) / Double(max(width - 1, 1)) - 1))
    }
    return picture
  }

  /// How much of a colour a number gets.
  private static func level(of value: Double, limit: Double) -> UInt8 {
    let share = min(max(value / limit, -1), 1)
    return share.isNaN ? 128 : UInt8((127.5 + 127.5 * share).rounded())
  }

  /// A pixel of three numbers, each with a colour of its own.
  func colour(red: Double, green: Double, blue: Double) -> Colour {
    Colour(
      red: colour(of: red).red, green: colour(of: green).green, blue: colour(of: blue).blue)
  }
}

extension Drawing {
  private static let scaleWidth = 120

  /// Draws a scale with the numbers at its ends in words behind it.
  ///
  /// - Parameter more: What else is to be known of it.
  mutating func addScale(_ scale: ColourScale, of name: String, x: Int, y: Int, more: String = "") {
    let box = PixelBox(x: x, y: y, width: Self.scaleWidth, height: 12)
    let words = "\(name) from \(scaleNumber(-scale.limit)) to \(scaleNumber(scale.limit))\(more)"
    place(scale.bar(width: box.width), in: box, note: words)
    outline(box, .faint)
    write(words, x: box.right + 10, y: y + 1)
  }
}

/// A number at the end of a scale: in a few digits, none of them a zero that says nothing.
func scaleNumber(_ number: Double) -> String {
  var text = shortNumber(abs(number))
  if text.contains("."), !text.contains("e") {
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
  }
  return number < 0 ? "−\(text)" : text
}
