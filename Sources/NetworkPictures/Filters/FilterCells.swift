import Pictures

/// How the squares of one layer are laid out: for each filter its number, its weights and its map.
struct FilterCells {
  /// How wide a square usually is; where there are few, there is room for larger ones.
  private static let (usualSide, largerSide) = (60, 120)
  private static let few = 8
  /// Larger pictures are shrunk.
  private static let largestSide = 240
  private static let gap = 12
  private static let labelHeight = 19
  private static let mostFilters = 64
  private static let mostRows = 4

  private let layer: LayerView
  private let responses: Responses?
  /// The scale of the weights; one in a hundred may be beyond it.
  let weightScale: ColourScale
  private let cellWidth: Int
  private let columns: Int
  private let mapSize: (width: Int, height: Int)
  private let slices: SliceGrid?

  /// How many filters are shown.
  let shown: Int

  init(_ layer: LayerView, _ responses: Responses?, width: Int) {
    self.layer = layer
    self.responses = responses
    let limit = layer.weights.map { WeightPicture.nearlyLargest($0.values) } ?? 1
    weightScale = layer.seesColours ? .levels(limit: limit) : .signed(limit: limit)
    let side = layer.filters > Self.few ? Self.usualSide : Self.largerSide
    slices = SliceGrid(of: layer, side: side)
    if responses != nil {
      let (height, width) = (layer.output.extents[0], layer.output.extents[1])
      let shrinking = NumberGrid.shrinking(max(width, height), toFit: Self.largestSide)
      let factor = max(1, side / max(width, height))
      mapSize = (
        (width + shrinking - 1) / shrinking * factor, (height + shrinking - 1) / shrinking * factor
      )
    } else {
      mapSize = (0, 0)
    }
    cellWidth = max(side, mapSize.width, slices?.width ?? 0)
    columns = max(1, (width + Self.gap) / (cellWidth + Self.gap))
    shown = min(layer.filters, Self.mostFilters, columns * Self.mostRows)
  }

  /// What is left out, or made smaller.
  var remarks: [String] {
    var remarks: [String] = []
    if shown < layer.filters {
      remarks.append("the first \(shown) of \(layer.filters) \(layer.filterName)s are drawn")
    }
    if let slices, slices.shown < slices.channels {
      remarks.append(
        "of each filter the weights for \(slices.shown) of \(slices.channels) channels")
    }
    let shrinking = NumberGrid.shrinking(
      max(layer.output.extents[0], layer.output.extents[1]), toFit: Self.largestSide)
    if responses != nil, shrinking > 1 {
      remarks.append("a pixel is the largest of \(shrinking)×\(shrinking)")
    }
    return remarks
  }

  /// Draws everything below a height.
  func draw(on drawing: inout Drawing, top: Int) {
    for filter in 0..<shown {
      let x = Drawing.margin + filter % columns * (cellWidth + Self.gap)
      draw(filter, on: &drawing, x: x, y: top + filter / columns * rowHeight)
    }
  }

  private var rowHeight: Int {
    let weights = slices.map { $0.height + 6 } ?? 0
    return Self.labelHeight + weights + mapSize.height + Self.gap
  }

  private func draw(_ filter: Int, on drawing: inout Drawing, x: Int, y: Int) {
    let isStrongest = filter == responses?.strongest
    drawing.write("\(filter)", x: x, y: y, .label, isStrongest ? .accent : .faint)
    var y = y + Self.labelHeight
    if let slices {
      let box = PixelBox(x: x, y: y, width: slices.width, height: slices.height)
      drawing.place(
        slices.picture(of: filter, layer, weightScale), in: box,
        id: "weights-\(layer.number)-\(filter)", note: "weights of filter \(filter)")
      drawing.outline(box, .faint)
      y += slices.height + 6
    }
    guard let responses, let map = layer.map(of: filter) else { return }
    let box = PixelBox(x: x, y: y, width: mapSize.width, height: mapSize.height)
    drawing.place(
      map.shrunk(toFit: Self.largestSide).picture(responses.scale.colour), in: box,
      id: "map-\(layer.number)-\(filter)", note: note(on: filter, responses))
    drawing.outline(box, isStrongest ? .accent : .faint, thickness: isStrongest ? 3 : 1)
  }

  private func note(on filter: Int, _ responses: Responses) -> String {
    guard responses.means[filter] > 0 else { return "\(layer.filterName) \(filter): silent" }
    return "\(layer.filterName) \(filter): \(shortNumber(responses.means[filter])) on average, "
      + "most at \(layer.neuronName(at: responses.peaks[filter]))"
  }
}
