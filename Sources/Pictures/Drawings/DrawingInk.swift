import TextFormats

/// What a colour is for; it is another on light pages than on dark ones.
package struct DrawingInk: Sendable, Hashable {
  /// What the style sheet calls it.
  package let name: String
  /// On light pages, and in pictures of pixels.
  package let light: Colour
  /// On dark pages.
  package let dark: Colour

  private init(_ name: String, _ light: UInt32, _ dark: UInt32) {
    self.init(name: name, light: Colour(hex: light), dark: Colour(hex: dark))
  }

  private init(name: String, light: Colour, dark: Colour) {
    self.name = name
    self.light = light
    self.dark = dark
  }

  /// The page.
  package static let page = DrawingInk("page", 0xffffff, 0x16181d)
  /// Words.
  package static let plain = DrawingInk("plain", 0x282828, 0xd8dade)
  /// Words and lines of less weight.
  package static let faint = DrawingInk("faint", 0x707070, 0x9aa0aa)
  /// Lines behind others.
  package static let grid = DrawingInk("grid", 0xdddddd, 0x33373f)
  /// What is to be seen first; no sign of a number has this colour.
  package static let accent = DrawingInk("accent", 0x8b3d9e, 0xd79be6)
  /// Bars of numbers, and what is above zero.
  package static let positive = DrawingInk(
    name: "positive", light: Colour(SignColours.light.positive),
    dark: Colour(SignColours.dark.positive))
  /// What is below zero.
  package static let negative = DrawingInk(
    name: "negative", light: Colour(SignColours.light.negative),
    dark: Colour(SignColours.dark.negative))

  /// The ink of a number's sign.
  package static func sign(of number: Double) -> DrawingInk { number < 0 ? .negative : .positive }

  /// The same colour on all pages, for what lies on a picture.
  package static func fixed(_ colour: Colour) -> DrawingInk {
    DrawingInk(name: "c" + colour.hex.dropFirst(), light: colour, dark: colour)
  }

  /// How many colours lines have before they come again, dashed.
  package static let lineCount = lines.count

  /// The colour of a line, by its number.
  package static func line(_ number: Int) -> DrawingInk { lines[number % lines.count] }

  // Okabe and Ito (2008), which colour-blind people tell apart; lighter or darker where a page
  // needs it.
  private static let lines = [
    DrawingInk("line0", 0x0072b2, 0x56b4e9), DrawingInk("line1", 0xd55e00, 0xf0903c),
    DrawingInk("line2", 0x009e73, 0x35c79a), DrawingInk("line3", 0xaa4490, 0xe08bc8),
    DrawingInk("line4", 0xd19000, 0xe6b23c), DrawingInk("line5", 0x45a5dd, 0xa5d8f5),
    DrawingInk("line6", 0x7a5230, 0xc09a70), DrawingInk("line7", 0x555555, 0xb5b5b5),
  ]
}

extension Colour {
  fileprivate init(hex: UInt32) {
    self.init(
      red: UInt8(hex >> 16 & 255), green: UInt8(hex >> 8 & 255), blue: UInt8(hex & 255))
  }
}
