import Pictures

/// A heat map as a picture of pixels, on white, with a scale.
struct HeatMapSheet {
  let map: HeatMap

  private static let cell = 14
  private static let margin = 24
  private static let gap = 40
  private static let top = 60
  private static let scaleWidth = 22
  private static var panel: Int { HeatMap.side * cell }
  private static let ink = Colour(grey: 40)

  var picture: ColourPicture {
    let mapLeft = Self.margin + Self.panel + Self.gap
    let scaleLeft = mapLeft + Self.panel + Self.gap
    let labels = [scaleLabel(1), scaleLabel(-1), "for \(map.answer)", "for \(map.other)"]
    let labelWidth =
      labels.map { PictureSheet.textWidth($0) }.max() ?? 0
    var sheet = PictureSheet(
      width: scaleLeft + Self.scaleWidth + 12 + labelWidth + Self.margin,
      height: Self.top + Self.panel + 60)
    sheet.write(
      map.title, x: Self.margin, y: Self.margin, colour: Self.ink, size: 20, weight: .bold)
    panel(of: &sheet, left: Self.margin) { Colour(grey: UInt8(255 - 255 * map.inputs[$0])) }
    panel(of: &sheet, left: mapLeft) { map.colour(at: $0) }
    caption(map.leftCaption, left: Self.margin, &sheet)
    caption(map.rightCaption, left: mapLeft, &sheet)
    scale(left: scaleLeft, &sheet)
    return sheet.picture
  }

  private func panel(
    of sheet: inout PictureSheet, left: Int, colour: (Int) -> Colour
  ) {
    let box = PixelBox(x: left, y: Self.top, width: Self.panel, height: Self.panel)
    sheet.outline(box, colour: .middleGrey)
    for index in map.inputs.indices {
      let (row, column) = (index / HeatMap.side, index % HeatMap.side)
      sheet.fill(
        PixelBox(
          x: left + column * Self.cell, y: Self.top + row * Self.cell, width: Self.cell,
          height: Self.cell), colour: colour(index))
    }
  }

  private func caption(_ text: String, left: Int, _ sheet: inout PictureSheet) {
    sheet.write(
      text, x: left, y: Self.top + Self.panel + 16, colour: Self.ink)
  }

  private func scale(left: Int, _ sheet: inout PictureSheet) {
    let box = PixelBox(x: left, y: Self.top, width: Self.scaleWidth, height: Self.panel)
    sheet.outline(box, colour: .middleGrey)
    for line in 0..<Self.panel {
      let share = map.limit * (1 - 2 * Double(line) / Double(Self.panel - 1))
      sheet.fill(
        PixelBox(x: left, y: Self.top + line, width: Self.scaleWidth, height: 1),
        colour: .signed(share, limit: map.limit))
    }
    let x = left + Self.scaleWidth + 12
    let letter = PictureSheet.textHeight()
    func label(_ text: String, _ y: Int) {
      sheet.write(text, x: x, y: y, colour: Self.ink)
    }
    label(scaleLabel(1), Self.top)
    label("for \(map.answer)", Self.top + letter + 8)
    label("0", Self.top + Self.panel / 2 - letter / 2)
    label("for \(map.other)", Self.top + Self.panel - 2 * letter - 8)
    label(scaleLabel(-1), Self.top + Self.panel - letter)
  }

  private func scaleLabel(_ sign: Double) -> String { HeatMap.text(sign * map.limit) }
}
