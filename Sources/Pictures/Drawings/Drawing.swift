/// Pictures, lines and words, laid out once, to be written as vectors (``svg()``) or as pixels
/// (``sheet``).
///
/// Places count pixels from the top left in both.
public struct Drawing: Sendable {
  /// Where words are, seen from their place.
  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  package typealias Place = PictureSheet.Place

  enum Element: Sendable {
    /// Words, from the top of their capitals.
    case text(String, at: Place, style: TextStyle, ink: DrawingInk, anchor: Anchor)
    /// A picture, stretched to fill a box; the note is shown to those who point at it.
    case picture(ColourPicture, box: PixelBox, id: String, note: String)
    /// Lines just outside of a box.
    case frame(PixelBox, ink: DrawingInk, thickness: Int)
    /// A filled box.
    case block(PixelBox, ink: DrawingInk)
    /// A line through points.
    case line([Place], look: LineLook)
    /// A curve from left to right that leaves and arrives level.
    case curve(from: Place, to: Place, look: LineLook)
    /// A disc, or a square that stands on a corner, with an edge.
    case mark(at: Place, look: MarkLook)
  }

  /// What it is called where there is no room for it.
  public let title: String
  package let width: Int
  package private(set) var height = 0
  private(set) var elements: [Element] = []

  /// The room around everything.
  package static let margin = 24

  package init(title: String, width: Int) {
    self.title = title
    self.width = width
  }

  package mutating func write(
    _ text: String, x: Int, y: Int, _ style: TextStyle = .label, _ ink: DrawingInk = .plain,
    anchor: Anchor = .start
  ) {
    write(text, at: (Double(x), Double(y)), style, ink, anchor: anchor)
  }

  package mutating func write(
    _ text: String, at place: Place, _ style: TextStyle = .label, _ ink: DrawingInk = .plain,
    anchor: Anchor = .start
  ) {
    add(
      .text(text, at: place, style: style, ink: ink, anchor: anchor),
      bottom: Int(place.y.rounded(.up)) + style.height)
  }

  package mutating func place(
    _ picture: ColourPicture, in box: PixelBox, id: String = "", note: String = ""
  ) {
    add(.picture(picture, box: box, id: id, note: note), bottom: box.bottom)
  }

  package mutating func outline(_ box: PixelBox, _ ink: DrawingInk, thickness: Int = 1) {
    add(.frame(box, ink: ink, thickness: thickness), bottom: box.bottom + thickness)
  }

  package mutating func fill(_ box: PixelBox, _ ink: DrawingInk) {
    add(.block(box, ink: ink), bottom: box.bottom)
  }

  package mutating func line(_ points: [Place], _ look: LineLook) {
    guard !points.isEmpty else { return }
    add(.line(points, look: look), bottom: Int(points.map(\.y).max() ?? 0))
  }

  package mutating func curve(from start: Place, to end: Place, _ look: LineLook) {
    add(.curve(from: start, to: end, look: look), bottom: Int(max(start.y, end.y)))
  }

  package mutating func mark(at place: Place, _ look: MarkLook) {
    add(.mark(at: place, look: look), bottom: Int(place.y + look.radius))
  }

  private mutating func add(_ element: Element, bottom: Int) {
    elements.append(element)
    height = max(height, bottom + Self.margin)
  }
}
