import Pictures
import TextFormats
import TrainingData

/// What a network, or one of its neurons, makes of a plane: orange below zero, blue above.
public enum PlanePicture {
  private static let side = 600
  /// Room for a number such as −12.5 beside the plane.
  private static let margin = 72
  private static let scaleWidth = 18
  /// Paler than points, so that these stand out where the network is sure of them.
  static let strength = 0.85

  /// The network's answers with the points on them, the coordinates and a scale beside them.
  ///
  /// Points of the first class are orange diamonds, those of the second blue discs; those it has
  /// learned from have white edges, the others black ones. A dark line divides the classes.
  public static func boundary(of survey: PlaneSurvey, over view: PlaneView) -> Drawing {
    var drawing = Drawing(
      title: "What the network answers over the plane", width: side + 2 * margin + 110)
    drawing.write(drawing.title, x: margin, y: Drawing.margin + 8, .title)
    let box = PixelBox(x: margin, y: margin, width: side, height: side)
    drawing.place(
      field(survey.answer, side: side, dividing: !view.isRegression), in: box, id: "plane")
    // The four rows of a gate should not be overlooked.
    draw(view, on: &drawing, in: box, radius: view.training.count < 20 ? 9 : 5)
    drawing.outline(box, .faint)
    label(view, box, on: &drawing)
    addScale(survey, view, beside: box, on: &drawing)
    return drawing
  }

  /// Colours without points.
  static func field(_ map: PlaneMap, side: Int, dividing: Bool = false) -> ColourPicture {
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
        picture[x, y] = isEdge ? Colour(grey: 40) : .signed(value * strength)
        row.append(isPositive)
      }
      above = row
    }
    return picture
  }

  /// Points at their places; those outside of the view are left out.
  static func draw(
    _ view: PlaneView, on drawing: inout Drawing, in box: PixelBox, radius: Double
  ) {
    for (points, edge) in [(view.training, Colour.white), (view.test, Colour.black)] {
      for point in points where view.x.contains(point.x) && view.y.contains(point.y) {
        let place = (
          x: Double(box.x) + share(point.x, of: view.x) * Double(box.width),
          y: Double(box.y) + (1 - share(point.y, of: view.y)) * Double(box.height)
        )
        let isDisc = view.isRegression || point.label > 0
        drawing.mark(
          at: place,
          .init(
            isDisc ? .disc : .diamond, radius: isDisc ? radius : radius * 0.9,
            .fixed(.signed(point.label)), edge: .fixed(edge)))
      }
    }
  }

  private static func share(_ number: Double, of range: ClosedRange<Double>) -> Double {
    (number - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  /// The least and the largest coordinates.
  private static func label(_ view: PlaneView, _ box: PixelBox, on drawing: inout Drawing) {
    let below = box.bottom + 10
    drawing.write(scaleNumber(view.x.lowerBound), x: box.x, y: below)
    drawing.write("x", x: box.x + side / 2, y: below, anchor: .middle)
    drawing.write(scaleNumber(view.x.upperBound), x: box.right, y: below, anchor: .end)
    drawing.write(scaleNumber(view.y.upperBound), x: box.x - 10, y: box.y, anchor: .end)
    drawing.write("y", x: box.x - 10, y: box.y + side / 2 - 5, anchor: .end)
    drawing.write(scaleNumber(view.y.lowerBound), x: box.x - 10, y: box.bottom - 11, anchor: .end)
  }

  /// What the colours mean; the same number at both ends.
  private static func addScale(
    _ survey: PlaneSurvey, _ view: PlaneView, beside plane: PixelBox, on drawing: inout Drawing
  ) {
    let box = PixelBox(x: plane.right + 24, y: plane.y, width: scaleWidth, height: plane.height)
    var bar = ColourPicture(width: 1, height: box.height)
    for y in 0..<box.height {
      let share = 1 - 2 * Double(y) / Double(box.height - 1)
      bar[0, y] = .signed(strength * share)
    }
    drawing.place(bar, in: box)
    drawing.outline(box, .faint)
    let x = box.right + 8
    drawing.write(scaleNumber(survey.answerLimit), x: x, y: box.y)
    drawing.write("0", x: x, y: box.y + box.height / 2 - 5)
    drawing.write(scaleNumber(-survey.answerLimit), x: x, y: box.bottom - 11)
    guard !view.isRegression else { return }
    drawing.write("second class", x: x, y: box.y + 20, .small, .faint)
    drawing.write("first class", x: x, y: box.bottom - 30, .small, .faint)
  }
}
