import NetworkDescription
import Pictures
import TextFormats
import TrainingLoop

/// The filters of a network, and what each layer makes of a picture, from the picture at the top to
/// the answer at the bottom.
public struct FilterDrawing {
  private static let contentWidth = 1140
  private static let lineHeight = 22
  /// A drawing that is this high is long enough.
  private static let mostHeight = 12_000
  private static let (inputSide, largestInputSide) = (128, 480)

  private let view: ConvolutionView
  /// What has been drawn.
  public private(set) var drawing: Drawing
  /// How many layers are drawn.
  public private(set) var layerCount = 0
  private var y = Drawing.margin

  /// Draws what there is to see.
  public init(of view: ConvolutionView) {
    self.view = view
    let title =
      if let file = view.input?.file {
        "\(view.name) looks at \(Self.shortName(of: file))"
      } else {
        "The filters of \(view.name)"
      }
    drawing = Drawing(title: title, width: Self.contentWidth + 2 * Drawing.margin)
    line(title, .title, height: 44)
    addInput()
    var last = 0
    for layer in view.layers {
      guard y < Self.mostHeight else { break }
      addPassedLayers(after: last, before: layer.number)
      add(layer)
      last = layer.number
      layerCount += 1
    }
    if layerCount < view.layers.count {
      line("\(counted(view.layers.count - layerCount, "more layer")) would not fit", ink: .faint)
    } else {
      addPassedLayers(after: last, before: view.blueprint.layers.count + 1)
    }
    AnswerBars(view)?.draw(on: &drawing, top: y)
  }

  /// A file's name without its folder.
  private static func shortName(of file: String) -> String {
    file.split(separator: "/").last?.onOneLine ?? "a picture"
  }

  /// Writes a line, as much of it as there is room for, and moves on.
  private mutating func line(
    _ text: String, _ style: Drawing.TextStyle = .label, ink: DrawingInk = .plain, x: Int = 0,
    height: Int = lineHeight
  ) {
    drawing.write(
      style.fitting(text, in: Self.contentWidth - x), x: Drawing.margin + x, y: y, style, ink)
    y += height
  }

  private mutating func addInput() {
    var left = 0
    if let input = view.input {
      let picture = input.picture
      let factor = max(1, Self.inputSide / max(picture.width, picture.height))
      let shrinking = NumberGrid.shrinking(
        max(picture.width, picture.height), toFit: Self.largestInputSide)
      let box = PixelBox(
        x: Drawing.margin, y: y, width: max(1, picture.width * factor / shrinking),
        height: max(1, picture.height * factor / shrinking))
      drawing.place(picture, in: box, id: "input", note: "the input")
      drawing.outline(box, .faint)
      left = box.width + 20
      line("input: \(view.blueprint.input)", .heading, x: left, height: 26)
    }
    // Beside a large picture there is no room for sentences.
    if left > Self.inputSide + 20 {
      y = drawing.height - Drawing.margin + 12
      left = 0
    }
    for sentence in explanation { line(sentence, ink: .faint, x: left) }
    y = max(y, drawing.height - Drawing.margin) + 20
  }

  /// How it is to be read.
  private var explanation: [String] {
    var sentences = [
      "Weights: blue above 0, orange below, white 0; a small square for each channel."
    ]
    if view.layers.contains(where: \.seesColours) {
      sentences.append("Weights for red, green and blue: in their colours, and grey is 0.")
    }
    guard view.input != nil else { return sentences }
    return [
      "This is what the network is given. Every layer's squares have numbers from 0;",
      "the one with a violet frame responds most, on average over its square.",
    ] + sentences + [
      "Outputs: blue above zero, orange below; each layer has its own scale."
    ]
  }

  /// Names the layers that have no pictures to show.
  private mutating func addPassedLayers(after first: Int, before last: Int) {
    guard first + 1 < last, view.input != nil else { return }
    let names = (first + 1..<last).map { number in
      let layer = view.blueprint.layers[number - 1]
      let size = layer.name == "dropout" ? "at rest" : "\(view.blueprint.outputShapes[number - 1])"
      return "\(layer.name) (\(size))"
    }
    line("then \(names.joined(separator: ", "))", ink: .faint, height: 36)
  }

  private mutating func add(_ layer: LayerView) {
    let responses = layer.outputs.map { Responses($0, filters: layer.filters) }
    let cells = FilterCells(layer, responses, width: Self.contentWidth)
    line(layer.heading, .heading, height: 24)
    if let responses { line(summary(of: responses, layer)) }
    for remark in cells.remarks { line(remark, ink: .faint) }
    addScales(
      (layer.weights == nil ? [] : [("weights", cells.weightScale)])
        + (responses.map { [("outputs", $0.scale)] } ?? []))
    cells.draw(on: &drawing, top: y)
    y = drawing.height - Drawing.margin + 28
  }

  private func summary(of responses: Responses, _ layer: LayerView) -> String {
    guard let best = responses.strongest else { return "no \(layer.filterName) responds" }
    let peak = responses.peaks.max { size($0, layer) < size($1, layer) } ?? 0
    let silent = responses.silentCount
    return "\(layer.filterName) \(best) responds most (\(shortNumber(responses.means[best])) on "
      + "average); strongest neuron: \(layer.neuronName(at: peak)) "
      + "(\(shortNumber(layer.outputs?[peak] ?? 0)))" + (silent > 0 ? "; \(silent) silent" : "")
  }

  private func size(_ index: Int, _ layer: LayerView) -> Double { abs(layer.outputs?[index] ?? 0) }

  private mutating func addScales(_ scales: [(name: String, scale: ColourScale)]) {
    for (index, (name, scale)) in scales.enumerated() {
      drawing.addScale(
        scale, of: name, x: Drawing.margin + index * Self.contentWidth / 2, y: y)
    }
    y += 28
  }
}
