extension Drawing {
  /// The drawing as pixels, on white.
  public var sheet: ColourPicture {
    var sheet = PictureSheet(width: width, height: height)
    for element in elements { sheet.draw(element) }
    return sheet.picture
  }
}

extension PictureSheet {
  /// How wide the edge around a mark is.
  static let edgeWidth = 1.2

  fileprivate mutating func draw(_ element: Drawing.Element) {
    switch element {
    case .text(let text, let place, let style, let ink, let anchor):
      let width = Self.textWidth(text, size: style.size, weight: style.weight)
      let shift = anchor == .start ? 0 : Double(width) / (anchor == .end ? 1 : 2)
      write(
        text, x: place.x - shift, y: place.y, colour: ink.light, size: style.size,
        weight: style.weight)
    case .picture(let picture, let box, _, _):
      self.place(picture.stretched(width: box.width, height: box.height), x: box.x, y: box.y)
    case .frame(let box, let ink, let thickness):
      outline(box, colour: ink.light, thickness: thickness)
    case .block(let box, let ink): fill(box, colour: ink.light)
    case .line(let points, let look):
      line(
        through: points, width: look.width, colour: look.ink.light, dashes: look.dashes,
        opacity: look.opacity)
    case .curve(let start, let end, let look):
      curve(
        from: start, to: end, width: look.width,
        colour: Colour.white.mixed(with: look.ink.light, share: look.opacity))
    case .mark(let place, let look):
      for (radius, ink) in [(look.radius, look.edge), (look.radius - Self.edgeWidth, look.ink)] {
        switch look.shape {
        case .disc: disc(at: place, radius: radius, colour: ink.light)
        case .diamond: diamond(at: place, radius: radius, colour: ink.light)
        }
      }
    }
  }
}

extension ColourPicture {
  /// The picture with every pixel as large as it takes to fill a size.
  fileprivate func stretched(width newWidth: Int, height newHeight: Int) -> ColourPicture {
    guard newWidth != width || newHeight != height else { return self }
    var larger = ColourPicture(width: newWidth, height: newHeight)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        larger[x, y] = self[x * width / newWidth, y * height / newHeight]
      }
    }
    return larger
  }
}
