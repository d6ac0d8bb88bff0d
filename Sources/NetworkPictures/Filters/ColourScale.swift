import Pictures

/// Which colours the numbers of one layer have.
enum ColourScale: Equatable {
  /// From 0, or from a little below, to the most.
  case sequential(from: Double, to: Double)
  /// Blue below zero, white at zero, red above.
  case signed(limit: Double)
  /// How much red, green or blue: half of it at zero.
  case levels(limit: Double)

  /// The scale of what neurons put out: a signed one where much of it is below zero.
  init(covering least: Double, _ most: Double) {
    if least < 0, -least > most / 10 {
      self = .signed(limit: max(-least, most))
    } else {
      self = .sequential(from: min(least, 0), to: max(most, 0))
    }
  }

  func colour(of value: Double) -> Colour {
    switch self {
    case .sequential(let least, let most):
      // Halved, because the difference of two numbers can be too large for a number.
      .sequential((value / 2 - least / 2) / (most / 2 - least / 2))
    case .signed(let limit): .diverging(value, limit: limit)
    case .levels(let limit): Colour(grey: Self.level(of: value, limit: limit))
    }
  }

  /// Its ends.
  var ends: (least: Double, most: Double) {
    switch self {
    case .sequential(let least, let most): (least, most)
    case .signed(let limit), .levels(let limit): (-limit, limit)
    }
  }

  /// All its colours from left to right.
  func bar(width: Int) -> ColourPicture {
    var picture = ColourPicture(width: width, height: 1)
    for x in 0..<width {
      let share = Double(x) / Double(max(width - 1, 1))
      picture[x, 0] = colour(of: ends.least * (1 - share) + ends.most * share)
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
