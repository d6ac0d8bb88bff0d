/// The colours of positive and negative numbers, the same in every picture, page and terminal:
/// blue above zero, orange below.
///
/// Blue and orange are what colour-blind people of every kind tell apart. Both stand out from their
/// page by more than 4 to 1 (contrast of WCAG 2.1), so that numbers can be written in them.
package struct SignColours: Sendable, Equatable {
  /// What is above zero, or speaks for something.
  package let positive: ScreenColour
  /// What is below zero, or speaks against something.
  package let negative: ScreenColour
  /// Zero, where numbers are areas: close to the page, so that only what is far from zero is seen.
  package let zero: ScreenColour

  /// On white paper, and on light pages and terminals.
  package static let light = SignColours(
    positive: ScreenColour(red: 0x0b, green: 0x6f, blue: 0xb8),
    negative: ScreenColour(red: 0xc7, green: 0x5a, blue: 0x00),
    zero: ScreenColour(red: 0xff, green: 0xff, blue: 0xff))

  /// On dark pages and terminals.
  package static let dark = SignColours(
    positive: ScreenColour(red: 0x5c, green: 0xb3, blue: 0xf2),
    negative: ScreenColour(red: 0xff, green: 0x9e, blue: 0x4a),
    zero: ScreenColour(red: 0x1d, green: 0x21, blue: 0x28))

  /// The colour of a number on a scale whose two ends are equally far from zero.
  ///
  /// - Parameters:
  ///   - value: The number; what is not a number looks like zero.
  ///   - limit: The number, above 0, from which on the colour is the strongest.
  package func colour(of value: Double, limit: Double) -> ScreenColour {
    guard !value.isNaN, limit > 0 else { return zero }
    // Infinity of infinity would be no number.
    let share = value.isInfinite ? 1 : min(abs(value / limit), 1)
    return zero.mixed(with: value < 0 ? negative : positive, share: share)
  }
}

/// A colour of 8 bits a channel, as screens show it.
package struct ScreenColour: Sendable, Equatable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// As style sheets write it: `#0b6fb8`.
  package var hex: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, channel in
      text.append(digits[Int(channel >> 4)])
      text.append(digits[Int(channel & 15)])
    }
  }

  /// The colour between this one, at a share of 0, and another, at 1.
  package func mixed(with other: ScreenColour, share: Double) -> ScreenColour {
    ScreenColour(
      red: red.mixed(with: other.red, share: share),
      green: green.mixed(with: other.green, share: share),
      blue: blue.mixed(with: other.blue, share: share))
  }
}

extension UInt8 {
  /// The brightness between this one, at a share of 0, and another, at 1.
  package func mixed(with other: UInt8, share: Double) -> UInt8 {
    let distance = Double(other) - Double(self)
    return UInt8((Double(self) + share * distance).rounded())
  }
}
