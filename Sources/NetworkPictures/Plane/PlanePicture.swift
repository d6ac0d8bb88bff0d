import NeuronGraph
import Pictures
import TextFormats
import TrainingData
import TrainingLoop

/// What a network, or one of its neurons, makes of a plane: orange below zero, blue above.
public enum PlanePicture {
  private static let side = 600
  /// Room for a number such as −12.5 beside the plane, as large as the numbers below it.
  private static let margin = 72

  /// The network's answers with the points on them, and the coordinates beside them.
  ///
  /// Points of the first class are orange diamonds, those of the second blue discs; those it has
  /// learned from have white edges, the others black ones. A dark line divides the classes.
  public static func boundary(of survey: PlaneSurvey, over view: PlaneView) -> ColourPicture {
    var sheet = PictureSheet(width: side + 2 * margin, height: side + 2 * margin)
    sheet.place(
      field(survey.answer, side: side, dividing: !view.isRegression), x: margin, y: margin)
    // The four rows of a gate should not be overlooked.
    let radius = view.training.count < 20 ? 9.0 : 5
    draw(view, on: &sheet, x: margin, y: margin, side: side, radius: radius)
    let box = PixelBox(x: margin, y: margin, width: side, height: side)
    sheet.outline(box, colour: .middleGrey)
    label(view, on: &sheet)
    return sheet.picture
  }

  /// Colours without points.
  static func field(_ values: [Double], side: Int, dividing: Bool = false) -> ColourPicture {
    let map = PlaneMap(values: values)
    var picture = ColourPicture(width: side, height: side)
    var above: [Bool] = []
    for y in 0..<side {
      var row: [Bool] = []
      for x in 0..<side {
        let value = map.value(
          (Double(x) + 0.5) / Double(side), (Double(y) + 0.5) / Double(side))
        let isPositive = value > 0
        let isEdge =
          dividing
          && (row.last.map { $0 != isPositive } ?? false
            || (above.isEmpty ? false : above[x] != isPositive))
        picture[x, y] = isEdge ? Colour(grey: 40) : .orangeToBlue(value * 0.85)
        row.append(isPositive)
      }
      above = row
    }
    return picture
  }

  /// Points at their places; those outside of the view are left out.
  static func draw(
    _ view: PlaneView, on sheet: inout PictureSheet, x: Int, y: Int, side: Int, radius: Double
  ) {
    for (points, edge) in [(view.training, Colour.white), (view.test, Colour.black)] {
      for point in points where view.x.contains(point.x) && view.y.contains(point.y) {
        let place = (
          x: Double(x) + share(point.x, of: view.x) * Double(side),
          y: Double(y) + (1 - share(point.y, of: view.y)) * Double(side)
        )
        let colour = Colour.orangeToBlue(point.label)
        if view.isRegression || point.label > 0 {
          sheet.disc(at: place, radius: radius, colour: edge)
          sheet.disc(at: place, radius: radius - 1.2, colour: colour)
        } else {
          sheet.diamond(at: place, radius: radius * 0.9, colour: edge)
          sheet.diamond(at: place, radius: radius * 0.9 - 1.2, colour: colour)
        }
      }
    }
  }

  private static func share(_ number: Double, of range: ClosedRange<Double>) -> Double {
    (number - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// The least and the largest coordinates.
  private static func label(_ view: PlaneView, on sheet: inout PictureSheet) {
    func text(_ number: Double) -> String { decimal(number, digits: abs(number) < 100 ? 1 : 0) }
    let below = margin + side + 8
    sheet.write(text(view.x.lowerBound), x: margin, y: below, scale: 2)
    let right = text(view.x.upperBound)
    sheet.write(
      right, x: margin + side - PictureSheet.textWidth(right, scale: 2), y: below, scale: 2)
    sheet.write("x", x: margin + side / 2, y: below, scale: 2)
    for (number, y) in [(view.y.upperBound, margin), (view.y.lowerBound, margin + side - 14)] {
      let width = PictureSheet.textWidth(text(number), scale: 2)
      sheet.write(text(number), x: margin - 8 - width, y: y, scale: 2)
    }
    sheet.write("y", x: margin - 22, y: margin + side / 2, scale: 2)
  }
}
