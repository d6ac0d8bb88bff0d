import TextFormats

extension Colour {
  /// The colour of a number on a scale around zero, on light paper: orange below, white at zero,
  /// blue above, as everywhere.
  ///
  /// - Parameters:
  ///   - value: The number; what is not a number is white.
  ///   - limit: The number, above 0, from which on the colour is the strongest.
  public static func signed(_ value: Double, limit: Double = 1) -> Colour {
    Colour(SignColours.light.colour(of: value, limit: limit))
  }

  /// A colour of screens.
  package init(_ colour: ScreenColour) {
    self.init(red: colour.red, green: colour.green, blue: colour.blue)
  }

  /// As style sheets write it: `#0b6fb8`.
  package var hex: String { ScreenColour(red: red, green: green, blue: blue).hex }
}
