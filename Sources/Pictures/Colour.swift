import TextFormats

/// A colour of 8 bits a channel, as a screen shows it (sRGB values, gamma left alone).
public struct Colour: Sendable, Equatable, Hashable {
  /// The red part, 0…255.
  public var red: UInt8
  /// The green part, 0…255.
  public var green: UInt8
  /// The blue part, 0…255.
  public var blue: UInt8

  /// Makes a colour of its three parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Makes a grey, 0 black to 255 white.
  public init(grey: UInt8) {
    self.init(red: grey, green: grey, blue: grey)
  }

  /// White: the paper that transparent pictures are laid on.
  public static let white = Colour(grey: 255)
  /// Black.
  public static let black = Colour(grey: 0)

  /// How bright the colour looks, 0…255: 0.299 red + 0.587 green + 0.114 blue, rounded.
  ///
  /// The weights are those of luma in Recommendation ITU-R BT.601, the usual ones for 8-bit values
  /// that gamma has not been taken out of. They are fractions of 65,536 here, so that a grey stays
  /// exactly what it is.
  public var luminance: UInt8 {
    Self.luminance(red: red, green: green, blue: blue)
  }

  /// The colour between this one and another.
  ///
  /// - Parameter share: 0 for this one, 1 for the other.
  public func mixed(with other: Colour, share: Double) -> Colour {
    let share = min(max(share, 0), 1)
    return Colour(
      red: red.mixed(with: other.red, share: share),
      green: green.mixed(with: other.green, share: share),
      blue: blue.mixed(with: other.blue, share: share))
  }

  @inline(__always)
  static func luminance(red: UInt8, green: UInt8, blue: UInt8) -> UInt8 {
    // The weights' sum is 65,536: green, moved towards red and blue. Processors multiply several
    // numbers of 16 bits at once, and these are; green's weight of 38,470 would not be.
    let towardsRed = 19_595 &* (Int32(red) &- Int32(green))
    let towardsBlue = 7_471 &* (Int32(blue) &- Int32(green))
    return UInt8(
      truncatingIfNeeded: Int32(green) &+ (towardsRed &+ towardsBlue &+ 32_768) >> 16)
  }
}
