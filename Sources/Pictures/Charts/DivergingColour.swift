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
    // Infinity of infinity would be no number.
    let share = value.isInfinite ? 1 : min(abs(value / limit), 1)
    let end =
      value < 0 ? Colour(red: 33, green: 102, blue: 172) : Colour(red: 178, green: 24, blue: 43)
    func mixed(_ channel: UInt8) -> UInt8 {
      UInt8((255 - share * (255 - Double(channel))).rounded())
    }
    return Colour(red: mixed(end.red), green: mixed(end.green), blue: mixed(end.blue))
  }

  /// The colour of a number from −1 to 1: orange below, light grey at zero, blue above.
  ///
  /// The ends are a blue and an orange of Okabe and Ito (2008), which colour-blind people tell
  /// apart; orange and blue are what TensorFlow Playground uses, too.
  ///
  /// - Parameter value: The number; smaller and larger ones look like −1 and 1.
  public static func orangeToBlue(_ value: Double) -> Colour {
    let middle = Colour(red: 236, green: 238, blue: 240)
    guard !value.isNaN else { return middle }
    return middle.mixed(with: value < 0 ? .orange : .blue, share: abs(value))
  }

  /// The blue of Okabe and Ito (2008).
  public static let blue = Colour(red: 0, green: 114, blue: 178)
  /// The orange of Okabe and Ito (2008).
  public static let orange = Colour(red: 230, green: 159, blue: 0)
}
