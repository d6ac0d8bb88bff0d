import NetworkDescription
import Pictures
import TrainingData

/// What a picture is drawn with, and on.
struct Look {
  /// A word or three for the file's name.
  let name: String
  var width = 28
  var height = 28
  var ink = Colour.black
  /// The colour of the paper; nil leaves it transparent.
  var paper: Colour? = .white
  /// The width of the pen in pixels; nil for a pen that suits the size.
  var pen: Double?
  /// The part of the picture that the digit is drawn in, as shares of its width and height.
  var place = (x: 0.12, y: 0.12, width: 0.76, height: 0.76)
  /// How much darker the lower right corner is lit than the upper left: 0 not at all, 1 to black.
  var shadow = 0.0
  /// How far the brightness of pixels strays.
  var noise = 0.0
  /// Whether every pixel is ink or paper and nothing between.
  var hasHardEdges = false
  /// Whether the file holds black and white in one bit, or colours in a palette.
  var isCompact = false

  private static let navy = Colour(red: 25, green: 50, blue: 120)

  /// How single digits look; each of these is a case that a reader of digits must cope with.
  static let ofDigits = [
    Look(name: "black-on-white"),
    Look(name: "white-on-blue", width: 180, height: 240, ink: .white, paper: navy),
    Look(
      name: "pencil-on-grey", width: 120, height: 160, ink: Colour(grey: 95),
      paper: Colour(grey: 205), pen: 6, shadow: 0.3, noise: 4),
    Look(name: "white-on-black", ink: .white, paper: .black),
    Look(name: "black-on-nothing", width: 100, height: 140, paper: nil),
    Look(
      name: "red-on-yellow", width: 200, height: 150, ink: Colour(red: 190, green: 30, blue: 40),
      paper: Colour(red: 250, green: 225, blue: 110), place: (0.08, 0.1, 0.4, 0.6)),
    Look(name: "tiny", width: 16, height: 16, ink: Colour(grey: 30)),
    Look(
      name: "chalk-on-green", width: 96, height: 96, ink: Colour(red: 225, green: 230, blue: 220),
      paper: Colour(red: 40, green: 80, blue: 60), noise: 6),
    Look(name: "one-bit", width: 64, height: 64, hasHardEdges: true, isCompact: true),
    Look(
      name: "photo", width: 400, height: 500, ink: Colour(grey: 50), paper: Colour(grey: 230),
      pen: 22, place: (0.3, 0.2, 0.5, 0.6), shadow: 0.55),
    Look(name: "white-on-nothing", width: 100, height: 100, ink: .white, paper: nil),
    Look(
      name: "purple-on-pink", width: 160, height: 120, ink: Colour(red: 110, green: 40, blue: 140),
      paper: Colour(red: 250, green: 215, blue: 225), place: (0.5, 0.25, 0.45, 0.7),
      isCompact: true),
    Look(name: "blue-on-white", width: 180, height: 240, ink: navy, pen: 9),
  ]

  static let ofPhoneNumber = Look(
    name: "phone-number", width: 560, height: 110, ink: navy,
    paper: Colour(red: 250, green: 245, blue: 225), pen: 6)

  static let ofThreeLines = Look(
    name: "three-lines", width: 460, height: 360, ink: Colour(grey: 235), paper: Colour(grey: 55),
    pen: 8, shadow: 0.3)

  /// The bytes of a PNG file that shows the ink of a canvas in this look.
  func file(showing canvas: InkCanvas, random: inout SeededRandom.Sequence) throws -> [UInt8] {
    guard let paper else {
      let pixels = canvas.ink.flatMap { [ink.red, ink.green, ink.blue, $0] }
      return try PNGWriter().bytes(
        of: TransparentPicture(width: canvas.width, height: canvas.height, bytes: pixels))
    }
    var picture = canvas.picture(ink: ink, paper: paper)
    for y in 0..<picture.height {
      for x in 0..<picture.width {
        if hasHardEdges {
          picture[x, y] = canvas.ink[y * canvas.width + x] < 128 ? paper : ink
        }
        if shadow > 0 || noise > 0 {
          let way = Double(x) / Double(picture.width) + Double(y) / Double(picture.height)
          let stray = noise * random.nextNormal()
          picture[x, y] = picture[x, y].mapped { $0 * (1 - shadow * way / 2) + stray }
        }
      }
    }
    let writer = PNGWriter(isCompact: isCompact)
    let isGrey = [ink, paper].allSatisfy { Colour(grey: $0.red) == $0 }
    return isGrey ? try writer.bytes(of: picture.grey) : try writer.bytes(of: picture)
  }
}

extension Colour {
  /// The colour with each of its parts changed, kept within 0…255.
  fileprivate func mapped(_ change: (Double) -> Double) -> Colour {
    func part(_ value: UInt8) -> UInt8 {
      UInt8(min(255, max(0, change(Double(value)).rounded())))
    }
    return Colour(red: part(red), green: part(green), blue: part(blue))
  }
}
