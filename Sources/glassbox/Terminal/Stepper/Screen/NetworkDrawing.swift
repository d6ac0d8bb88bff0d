import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph

/// The network in characters: a column for each layer, lines for links.
///
/// A neuron shows its output and, once it has turned back, its sensitivity (`∂`). A link is a line
/// whose sign is told by its colour and by the `+` or `−` on it, and its strength by how dense and
/// bright it is. The links of the neuron at work are drawn, of many those that matter most; the
/// present one is the thickest. Inputs that are a picture are drawn as one.
struct NetworkDrawing {
  private let view: NetworkView
  private let columns: Range<Int>
  private let rows: Range<Int>
  /// The neurons that are drawn, with their places, and where links leave them.
  private var places: [Int: (x: Int, y: Int, exit: Int)] = [:]
  /// The inputs as a picture, with its upper left corner.
  private var picture: (drawing: InputPicture, x: Int, y: Int)?
  /// The layers that there is room for.
  private let layers: [Int]
  private static let boxWidth = 14

  init(_ view: NetworkView, columns: Range<Int>, rows: Range<Int>) {
    self.view = view
    self.columns = columns
    self.rows = rows
    let room = max(2, columns.count / 22)
    layers = Self.layers(of: view, room: room)
    var (left, rest) = (columns.lowerBound, layers[...])
    if layers.first == 0, let drawn = placePicture(x: left) {
      left += drawn.width + 8
      rest = rest.dropFirst()
    }
    for (column, layer) in rest.enumerated() {
      let room = max(0, columns.upperBound - Self.boxWidth - left)
      // A single column beside the picture stands at its end, so that links have a way to go.
      let x = rest.count == 1 ? (picture == nil ? 0 : room / 2) : column * room / (rest.count - 1)
      place(view.layers[layer], x: left + x)
    }
  }

  /// Puts the inputs into a picture, if they are one and too many for a column.
  private mutating func placePicture(x: Int) -> InputPicture? {
    let (layer, room) = (view.layers[0], rows.count - 1)
    guard layer.count > room,
      let drawing = InputPicture(view, columns: min(32, columns.count * 2 / 5), rows: room)
    else { return nil }
    let top = rows.lowerBound + 1 + (room - drawing.height) / 2
    picture = (drawing, x, top)
    for input in layer {
      let at = drawing.place(of: input)
      places[input] = (x + at.x, top + at.y, x + drawing.width + 1)
    }
    return drawing
  }

  /// All layers, or those around the neuron at work.
  private static func layers(of view: NetworkView, room: Int) -> [Int] {
    let all = Array(view.layers.indices)
    guard all.count > room else { return all }
    let present = view.present.flatMap { neuron in
      view.layers.firstIndex { $0.contains(neuron) }
    }
    let last = min(all.count, max(room, (present ?? all.count - 1) + 1 + (room > 2 ? 1 : 0)))
    return Array(all[(last - room)..<last])
  }

  private mutating func place(_ layer: Range<Int>, x: Int) {
    // A line is left for “and 770 more”, and one for the name of the layer.
    let room = rows.count - 1
    let shown = view.shortlist(of: layer, room: layer.count > room ? room - 1 : room)
    let step = max(1, min(4, room / max(1, shown.count)))
    let used = (shown.count - 1) * step + 1
    let top = rows.lowerBound + 1 + max(0, (room - used) / 2)
    for (row, neuron) in shown.enumerated() {
      places[neuron] = (x, top + row * step, x + Self.boxWidth - 4)
    }
  }

  func draw(on canvas: inout Canvas) {
    drawNeurons(on: &canvas)
    let drawn = view.linksToDraw { places[$0.source] != nil && places[$0.target] != nil }
    let largest = drawn.reduce(0) { max($0, abs($1.weight)) }
    for link in drawn.sorted(by: { abs($0.weight) < abs($1.weight) }) where !link.isPresent {
      draw(link, largest: largest, on: &canvas)
    }
    for link in drawn where link.isPresent { draw(link, largest: largest, on: &canvas) }
  }

  // MARK: - Neurons

  private func drawNeurons(on canvas: inout Canvas) {
    let largest = view.neurons.reduce(0) { max($0, abs($1.sensitivity ?? 0)) }
    if let picture {
      picture.drawing.draw(view, on: &canvas, x: picture.x, y: picture.y)
      canvas.write(picture.drawing.title, x: picture.x, y: rows.lowerBound, .faint)
    }
    for (index, place) in places where !isInPicture(index) {
      let neuron = view.neurons[index]
      let answer = neuron.output.map(Self.signed) ?? "  ·"
      let bullet = neuron.isPresent ? "◉" : "○"
      let look: Canvas.Look =
        neuron.isPresent
        ? .marked : neuron.output.map { .of($0, largest: 1) } ?? .faint
      canvas.write("\(bullet) \(answer)", x: place.x, y: place.y, look)
      guard let sensitivity = neuron.sensitivity, hasRoomBelow(place) else { continue }
      canvas.write(
        "  ∂ \(Self.signed(sensitivity))", x: place.x, y: place.y + 1,
        .of(sensitivity, largest: largest))
    }
    for layer in layers where picture == nil || layer > 0 {
      let range = view.layers[layer]
      guard let first = range.first(where: { places[$0] != nil }), let place = places[first] else {
        continue
      }
      let shown = range.filter { places[$0] != nil }.count
      let name = view.neurons[first].label.prefix { $0 != " " }
      let title = shown < range.count ? "\(name) (\(shown) of \(range.count))" : "\(name)"
      canvas.write(title, x: place.x, y: rows.lowerBound, .faint)
    }
  }

  private func isInPicture(_ neuron: Int) -> Bool {
    picture != nil && view.layers[0].contains(neuron)
  }

  private func hasRoomBelow(_ place: (x: Int, y: Int, exit: Int)) -> Bool {
    place.y + 1 < rows.upperBound
      && !places.values.contains { $0.x == place.x && $0.y == place.y + 1 }
  }

  /// With its sign, and four digits: `+0.4848`.
  static func signed(_ number: Double) -> String {
    let text = StepperText.number(number)
    return number < 0 || text.hasPrefix("−") ? text : "+" + text
  }

  // MARK: - Links

  /// A straight line of dots, with its sign on it.
  private func draw(_ link: NetworkView.LinkView, largest: Double, on canvas: inout Canvas) {
    guard let source = places[link.source], let target = places[link.target],
      source.x < target.x
    else { return }
    let (first, last) = (source.exit, target.x - 1)
    guard last - first > 4 else { return }
    var look = Canvas.Look.of(link.weight, largest: largest)
    look.isBold = link.isPresent
    BrailleLine(
      from: (first, source.y), to: (last, target.y),
      density: link.isPresent ? BrailleLine.thick : look.strength
    ).draw(on: &canvas, look)
    let sign = first + (last - first) / 3
    let share = (Double(sign - first) + 0.5) / Double(last - first)
    let y = source.y + Int((share * Double(target.y - source.y)).rounded())
    look.isBold = true
    let text = link.isPresent ? " \(Self.signed(link.weight)) " : link.weight < 0 ? "−" : "+"
    canvas.write(text, x: link.isPresent ? sign - 2 : sign, y: y, look)
  }
}
