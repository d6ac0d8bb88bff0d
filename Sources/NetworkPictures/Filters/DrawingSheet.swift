import Pictures

extension Drawing {
  /// The drawing as pixels, on white.
  public var sheet: ColourPicture {
    var sheet = PictureSheet(width: width, height: height)
    for element in elements {
      switch element {
      case .text(let text, let x, let y, let style, let ink):
        // Written twice, letters are bold.
        for shift in style == .label && ink != .accent ? [0] : [0, 1] {
          sheet.write(text, x: x + shift, y: y, colour: ink.onWhite, scale: style.scale)
        }
      case .picture(let picture, let box, _, _):
        sheet.place(picture.stretched(width: box.width, height: box.height), x: box.x, y: box.y)
      case .frame(let box, let ink, let thickness):
        sheet.outline(box, colour: ink.onWhite, thickness: thickness)
      case .block(let box, let ink):
        sheet.fill(box, colour: ink.onWhite)
      }
    }
    return sheet.picture
  }
}

extension Drawing.Ink {
  fileprivate var onWhite: Colour {
    switch self {
    case .plain: Colour(grey: 40)
    case .faint: Colour(grey: 112)
    case .accent: Colour(red: 213, green: 94, blue: 0)
    case .bar: .blue
    }
  }
}

extension ColourPicture {
  /// The picture with every pixel as large as it takes to fill a size.
  fileprivate func stretched(width newWidth: Int, height newHeight: Int) -> ColourPicture {
    var larger = ColourPicture(width: newWidth, height: newHeight)
    for y in 0..<newHeight {
      for x in 0..<newWidth {
        larger[x, y] = self[x * width / newWidth, y * height / newHeight]
      }
    }
    return larger
  }
}
