import Foundation
import Testing
import TextFormats

/// One convention of colours for positive and negative.
struct SignColourTests {
  private let themes: [(name: String, colours: SignColours, page: ScreenColour)] = [
    ("light", .light, ScreenColour(red: 255, green: 255, blue: 255)),
    ("dark", .dark, ScreenColour(red: 0x16, green: 0x18, blue: 0x1d)),
  ]

  @Test("Positive is blue and negative orange, on light and on dark pages")
  func hues() {
    for theme in themes {
      let (positive, negative) = (theme.colours.positive, theme.colours.negative)
      #expect(positive.blue > positive.green && positive.green > positive.red)
      #expect(negative.red > negative.green && negative.green > negative.blue)
    }
    #expect(SignColours.light.positive.hex == "#0b6fb8")
    #expect(SignColours.light.negative.hex == "#c75a00")
    #expect(SignColours.dark.positive.hex == "#5cb3f2")
    #expect(SignColours.dark.negative.hex == "#ff9e4a")
  }

  @Test("Words in these colours stand out from their page by 4 to 1 at the least")
  func contrast() {
    for theme in themes {
      for colour in [theme.colours.positive, theme.colours.negative] {
        let pair = [luminance(colour), luminance(theme.page)].sorted()
        #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4, "\(theme.name) \(colour.hex)")
      }
    }
  }

  @Test("The scale is symmetric, ends at its limits, and takes numbers that are none")
  func scale() {
    for theme in themes {
      let colours = theme.colours
      #expect(colours.colour(of: 0, limit: 2) == colours.zero)
      #expect(colours.colour(of: .nan, limit: 2) == colours.zero)
      #expect(colours.colour(of: 2, limit: 2) == colours.positive)
      #expect(colours.colour(of: -7, limit: 2) == colours.negative)
      #expect(colours.colour(of: .infinity, limit: .infinity) == colours.positive)
      #expect(colours.colour(of: 1, limit: 0) == colours.zero)
      let half = colours.colour(of: -1, limit: 2)
      #expect(half == colours.zero.mixed(with: colours.negative, share: 0.5))
    }
  }

  /// Relative luminance as WCAG 2.1 defines it.
  private func luminance(_ colour: ScreenColour) -> Double {
    func linear(_ channel: UInt8) -> Double {
      let share = Double(channel) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
      + 0.0722 * linear(colour.blue)
  }
}
