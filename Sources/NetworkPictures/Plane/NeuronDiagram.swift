import NeuronGraph
import Pictures
import TextFormats
import TrainingData

/// Every neuron as a picture of what it makes of the plane, layer by layer, with its links.
///
/// Thick links have large weights; blue ones pass on what comes, orange ones its opposite. A small
/// square beside a neuron is its bias in the same colours. The arrangement is Playground's.
public struct NeuronDiagram {
  private static let cell = 64
  private static let rowHeight = 86
  private static let columnWidth = 184
  private static let mostInAColumn = 16
  private static let mostColumns = 10
  private static let outputSide = 300
  private static let top = 56
  /// For the words beside the scales.
  private static let leastWidth = 520
  /// From there on a link has the strongest colour.
  private static let strongWeight = 1.5
  private static let left = 24

  private let network: NeuronNetwork
  private let survey: PlaneSurvey
  private let view: PlaneView
  /// The layers that are shown, by their numbers: dropout and the like change nothing here.
  private let columns: [Int]

  /// - Throws: `PlainError` for networks with too many layers to be shown.
  public init(of network: NeuronNetwork, _ survey: PlaneSurvey, over view: PlaneView) throws {
    self.network = network
    self.survey = survey
    self.view = view
    columns = network.layers.indices.filter { network.layers[$0].dropout == nil }
    guard columns.count <= Self.mostColumns else {
      throw PlainError(
        "--neurons: expected at most \(Self.mostColumns) layers, inputs among them, found "
          + "\(columns.count)")
    }
  }

  /// How many neurons are shown, and how many there are.
  public var counts: (shown: Int, all: Int) {
    let all = columns.map { network.layers[$0].neurons.count }
    return (all.reduce(0) { $0 + min($1, Self.mostInAColumn) }, all.reduce(0, +))
  }

  /// The whole picture.
  public var drawing: Drawing {
    let tallest = columns.map { shownNeurons($0).count * Self.rowHeight }.max() ?? 0
    let height = max(tallest, Self.outputSide + 40) + Self.top + 8
    let width = Self.left + (columns.count - 1) * Self.columnWidth + Self.outputSide + 24
    var drawing = Drawing(
      title: "Every neuron over the plane", width: max(width, Self.leastWidth))
    let places = places(height: height)
    drawLinks(places, on: &drawing)
    for (column, layer) in columns.enumerated() {
      title(column, layer, on: &drawing)
      for position in shownNeurons(layer) { draw(layer, position, places, on: &drawing) }
    }
    addScales(on: &drawing, y: height + 8)
    return drawing
  }

  private func shownNeurons(_ layer: Int) -> Range<Int> {
    0..<min(network.layers[layer].neurons.count, Self.mostInAColumn)
  }

  /// Where the answer is drawn large: a single last neuron.
  private func isAnswer(_ layer: Int) -> Bool {
    layer == columns.last && network.layers[layer].neurons.count == 1
  }

  private func side(_ layer: Int) -> Int { isAnswer(layer) ? Self.outputSide : Self.cell }

  /// The left end and the middle's height of each neuron, and of the dropout neurons behind it.
  private func places(height: Int) -> [ObjectIdentifier: (x: Int, y: Int, side: Int)] {
    var places: [ObjectIdentifier: (x: Int, y: Int, side: Int)] = [:]
    let middle = Self.top + (height - Self.top) / 2
    for layer in network.layers.indices {
      guard let column = columns.firstIndex(of: layer) else {
        for (neuron, links) in zip(network.layers[layer].neurons, network.layers[layer].incoming) {
          places[ObjectIdentifier(neuron)] = links.first.flatMap {
            places[ObjectIdentifier($0.source)]
          }
        }
        continue
      }
      let shown = shownNeurons(layer)
      let first = middle - (shown.count - 1) * Self.rowHeight / 2
      for position in shown {
        places[ObjectIdentifier(network.layers[layer].neurons[position])] = (
          Self.left + column * Self.columnWidth, first + position * Self.rowHeight, side(layer)
        )
      }
    }
    return places
  }

  /// Faint links first, so that they hide none that matters more.
  private func drawLinks(
    _ places: [ObjectIdentifier: (x: Int, y: Int, side: Int)], on drawing: inout Drawing
  ) {
    let links = columns.dropFirst().flatMap { network.layers[$0].incoming.flatMap(\.self) }
    for link in links.sorted(by: { abs($0.weight.value) < abs($1.weight.value) }) {
      guard let source = places[ObjectIdentifier(link.source)],
        let target = places[ObjectIdentifier(link.target)]
      else { continue }
      let weight = link.weight.value
      drawing.curve(
        from: (Double(source.x + source.side), Double(source.y)),
        to: (Double(target.x), Double(target.y)),
        .init(
          .sign(of: weight), width: 1 + 8 * min(abs(weight) / 5, 1),
          opacity: max(0.08, min(abs(weight) / Self.strongWeight, 1))))
    }
  }

  private func draw(
    _ layer: Int, _ position: Int, _ places: [ObjectIdentifier: (x: Int, y: Int, side: Int)],
    on drawing: inout Drawing
  ) {
    let neuron = network.layers[layer].neurons[position]
    guard let place = places[ObjectIdentifier(neuron)] else { return }
    let y = place.y - place.side / 2
    let isAnswer = isAnswer(layer)
    let plane = PixelBox(x: place.x, y: y, width: place.side, height: place.side)
    drawing.place(
      PlanePicture.field(
        survey.maps[layer][position], side: place.side, dividing: isAnswer && !view.isRegression),
      in: plane, id: "neuron-\(layer)-\(position)")
    if isAnswer { PlanePicture.draw(view, on: &drawing, in: plane, radius: 3.4) }
    drawing.outline(plane, .faint)
    if let bias = neuron.bias {
      let box = PixelBox(x: place.x - 12, y: y + place.side - 9, width: 9, height: 9)
      drawing.fill(box, .fixed(.signed(bias.value, limit: Self.strongWeight)))
      drawing.outline(box, .faint)
    }
    if layer == columns.first {
      drawing.write(
        view.features[position].rawValue, x: place.x + place.side + 6, y: place.y - 24, .heading)
    }
  }

  private func title(_ column: Int, _ layer: Int, on drawing: inout Drawing) {
    let neurons = network.layers[layer].neurons
    let shown = shownNeurons(layer).count
    let count = shown < neurons.count ? "\(shown) of \(neurons.count)" : "\(neurons.count)"
    let words =
      column == 0
      ? "features" : column == columns.count - 1 ? "output" : "\(count) neurons"
    let x = Self.left + column * Self.columnWidth
    drawing.write(words, x: x, y: 14, .heading)
    if column > 0, let activation = neurons.first?.activation {
      drawing.write(activation.name, x: x, y: 35, .small, .faint)
    }
  }

  private func addScales(on drawing: inout Drawing, y: Int) {
    drawing.addScale(
      .signed(limit: Self.strongWeight), of: "weights and biases", x: Self.left, y: y,
      more: " and beyond")
    drawing.addScale(
      .signed(limit: 1), of: "outputs", x: Self.left, y: y + 24,
      more: ", shares of each neuron's largest")
  }
}
