import Pictures

/// Pictures and words, laid out once, to be written as vectors (``svg``) or as pixels (``sheet``).
///
/// Places count pixels from the top left in both.
public struct Drawing {
  /// What a colour is for; pages may be light or dark.
  enum Ink: String {
    case plain, faint, accent, bar
  }

  /// How words look.
  enum TextStyle: String {
    case title, heading, label
  }

  enum Element {
    /// Words, from their top left corner.
    case text(String, x: Int, y: Int, style: TextStyle, ink: Ink)
    /// A picture, stretched to fill a box; the note is shown to those who point at it.
    case picture(ColourPicture, box: PixelBox, id: String, note: String)
    /// Lines just outside of a box.
    case frame(PixelBox, ink: Ink, thickness: Int)
    /// A filled box.
    case block(PixelBox, ink: Ink)
  }

  /// What it is called where there is no room for it.
  public let title: String
  let width: Int
  private(set) var height = 0
  private(set) var elements: [Element] = []

  /// The room around everything.
  static let margin = 24

  init(title: String, width: Int) {
    self.title = title
    self.width = width
  }

  mutating func write(
    _ text: String, x: Int, y: Int, _ style: TextStyle = .label, _ ink: Ink = .plain
  ) {
    add(.text(text, x: x, y: y, style: style, ink: ink), bottom: y + style.height)
  }

  mutating func place(
    _ picture: ColourPicture, in box: PixelBox, id: String, note: String
  ) {
    add(.picture(picture, box: box, id: id, note: note), bottom: box.y + box.height)
  }

  mutating func outline(_ box: PixelBox, _ ink: Ink, thickness: Int = 1) {
    add(.frame(box, ink: ink, thickness: thickness), bottom: box.y + box.height + thickness)
  }

  mutating func fill(_ box: PixelBox, _ ink: Ink) {
    add(.block(box, ink: ink), bottom: box.y + box.height)
  }

  private mutating func add(_ element: Element, bottom: Int) {
    elements.append(element)
    height = max(height, bottom + Self.margin)
  }
}

extension Drawing.TextStyle {
  /// How many pixels a pixel of the letters takes in a picture of pixels.
  var scale: Int { self == .title ? 3 : 2 }

  /// How high letters are.
  var height: Int { PictureSheet.textHeight(scale: scale) }

  /// How many letters fit into a width, in the wider of the two letterings.
  func letters(in width: Int) -> Int {
    width / (PictureSheet.textWidth("00", scale: scale) - PictureSheet.textWidth("0", scale: scale))
  }
}
