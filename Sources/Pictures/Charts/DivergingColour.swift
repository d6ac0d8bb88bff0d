extension Colour {
  /// The colour of a number on a scale around zero: blue below, white at zero, red above.
  ///
  /// The ends are those of ColorBrewer's RdBu (Brewer, 2002), which colour-blind people tell apart.
  ///
  /// - Parameters:
  ///   - value: The number; what is not a number is white.
  ///   - limit: The number, above 0, from which on the colour is the darkest.
  public static func diverging(_ value: Double, limit: Double) -> Colour {
    guard !value.isNaN, limit > 0 else { return .white }
    let share = min(abs(value / limit), 1)
    let end =
      value < 0 ? Colour(red: 33, green: 102, blue: 172) : Colour(red: 178, green: 24, blue: 43)
    func mixed(_ channel: UInt8) -> UInt8 {
      UInt8((255 - share * (255 - Double(channel))).rounded())
    }
    return Colour(red: mixed(end.red), green: mixed(end.green), blue: mixed(end.blue))
  }
}
