import Pictures
import TextFormats

extension Film {
  private static let (answerSide, neuronSide) = (128, 56)
  private static let (columnGap, rowGap) = (14, 8)
  private static let labelWidth = 64
  private static let neuronsInARow = 2
  private static let top = 96

  /// All moments side by side: a column for each, with the answer above the neurons.
  public var drawing: Drawing {
    let columnWidth = Self.answerSide + Self.columnGap
    var drawing = Drawing(
      title: "How \(title) learns",
      width: 2 * Drawing.margin + Self.labelWidth + frames.count * columnWidth)
    drawing.write(drawing.title, x: Drawing.margin, y: 18, .title)
    for (column, frame) in frames.enumerated() {
      let x = Drawing.margin + Self.labelWidth + column * columnWidth
      drawing.write("epoch \(frame.epoch)", x: x, y: Self.top - 42, .heading)
      if let loss = frame.loss {
        drawing.write("loss \(shortNumber(loss))", x: x, y: Self.top - 20, .small, .faint)
      }
      draw(frame, on: &drawing, x: x)
    }
    addNames(on: &drawing)
    let (shown, all) = neuronCounts
    drawing.addScale(
      .signed(limit: 1), of: "outputs", x: Drawing.margin, y: drawing.height,
      more: ", shares of each neuron's largest"
        + (shown < all ? "; \(shown) of \(all) neurons are shown" : ""))
    return drawing
  }

  private func draw(_ frame: Frame, on drawing: inout Drawing, x: Int) {
    let answer = PixelBox(x: x, y: Self.top, width: Self.answerSide, height: Self.answerSide)
    drawing.place(
      PlanePicture.field(
        frame.survey.answer, side: Self.answerSide, dividing: !view.isRegression), in: answer,
      id: "answer-\(frame.epoch)")
    let isCrowded = view.training.count + view.test.count > 100
    PlanePicture.draw(view, on: &drawing, in: answer, radius: isCrowded ? 1.8 : 3)
    drawing.outline(answer, .faint)
    for (index, row) in rows.enumerated() {
      for (place, position) in row.positions.enumerated() {
        let box = PixelBox(
          x: x + place * (Self.neuronSide + Self.rowGap), y: Self.top(ofRow: index),
          width: Self.neuronSide, height: Self.neuronSide)
        drawing.place(
          PlanePicture.field(frame.survey.maps[row.layer][position], side: Self.neuronSide),
          in: box, id: "neuron-\(row.layer).\(position)-\(frame.epoch)")
        drawing.outline(box, .faint)
      }
    }
  }

  private func addNames(on drawing: inout Drawing) {
    drawing.write("answer", x: Drawing.margin - 8, y: Self.top + 4, .small, .faint)
    for (index, row) in rows.enumerated() {
      drawing.write(
        row.positions.map { "\(row.layer).\($0)" }.joined(separator: ", "),
        x: Drawing.margin - 8, y: Self.top(ofRow: index) + 4, .small, .faint)
    }
  }

  private static func top(ofRow row: Int) -> Int {
    top + answerSide + 18 + row * (neuronSide + rowGap)
  }

  /// The neurons of each row, none of two layers.
  private var rows: [(layer: Int, positions: Range<Int>)] {
    casts.flatMap { cast in
      stride(from: 0, to: cast.shown, by: Self.neuronsInARow).map {
        (cast.layer, $0..<min($0 + Self.neuronsInARow, cast.shown))
      }
    }
  }

  /// The neurons that are shown, layer by layer.
  var neurons: [(layer: Int, position: Int)] {
    casts.flatMap { cast in (0..<cast.shown).map { (cast.layer, $0) } }
  }
}
