import NetworkDescription
import TextFormats

/// Follows the values of a graph from its input to its output, and makes layers on the way.
///
/// Constants are computed as they come. What remains is a chain of layers, or the graph is refused
/// with the node that is in the way.
struct ONNXTranslation {
  let graph: ONNXGraph
  /// How many samples the file is made for; 1 where it leaves that open.
  let batch: Int
  /// The layers; nil until something says whether the input is a picture or a list.
  var builder: NetworkBuilder?
  /// What was guessed, changed or left out.
  var notes: [String] = []
  /// Whether the answers are logarithms in the file, but not in the network.
  var answersAreLogarithms = false
  /// For each value of the network's input, its place in the file's.
  private(set) var inputPlaces: [Int] = []
  /// Pixels of 0 that the graph has put around a picture, for the window that follows.
  var edges: EdgePixels?
  /// What happens to inputs before there is a layer, by their places in the file.
  private var inputScaling: Affine?
  private let reading: InputReading
  private let inputDims: [Int]
  private var values: [String: ONNXValue] = [:]
  /// How many values have been moved around so far.
  private var moved = 0
  /// As many as a blueprint may have.
  private static let mostInputs = 1_000_000
  /// More than any network needs; a hostile file could go on for hours.
  private static let mostMoved = 50_000_000

  /// - Parameters:
  ///   - reading: How the extents of the input are understood.
  ///   - scaling: What becomes of the network's inputs before they are those of the file.
  init(
    _ graph: ONNXGraph, _ reading: InputReading, scaling: InputScaling
  ) throws(ImportProblem) {
    self.graph = graph
    self.reading = reading
    let dims = graph.input.dims
    let sample = reading.hasBatch ? Array(dims.dropFirst()) : dims
    batch = reading.hasBatch ? dims.first.flatMap { $0 } ?? 1 : 1
    let known = sample.compactMap(\.self)
    let place = "input '\(graph.input.name)'"
    guard known.count == sample.count, let count = ONNXTensor.count(known.map(Int64.init)) else {
      throw ImportProblem(
        place,
        "expected fixed extents after the batch, found "
          + "\(dims.map { $0.map(String.init) ?? "?" }): export it with them")
    }
    guard (1...Self.mostInputs).contains(count) else {
      throw ImportProblem(place, "expected 1 to \(Self.mostInputs) numbers, found \(count)")
    }
    inputDims = known
    var flow = ONNXFlow(dims: known, order: Array(0..<count))
    if reading.hasBatch, batch == 1 { flow.dims.insert(1, at: 0) }
    values[graph.input.name] = .flow(flow)
    if !scaling.isNone {
      var affine = Affine(count: count)
      for index in affine.scale.indices {
        affine.scale[index] = scaling.factor
        affine.shift[index] = scaling.shift
      }
      inputScaling = affine
    }
  }

  /// The layers of the whole graph.
  mutating func run() throws(ImportProblem) -> NetworkBuilder {
    for node in graph.nodes { try append(node) }
    guard case .flow(let flow)? = values[graph.output] else {
      throw ImportProblem(
        "output '\(graph.output)'", "expected what depends on the input, found a constant")
    }
    _ = list(flow)
    guard var builder else { throw ImportProblem("", "expected at least one layer, found none") }
    do throws(NetworkBuilder.Refusal) {
      try builder.finish()
      builder.flatten()
    } catch {
      throw ImportProblem("output '\(graph.output)'", error.reason)
    }
    guard flow.order == Array(flow.order.indices) else {
      throw ImportProblem(
        "output '\(graph.output)'",
        "expected answers in the order of the last layer, found them "
          + "rearranged")
    }
    return builder
  }
}

// MARK: - Values

extension ONNXTranslation {
  /// The value of a node's input.
  mutating func value(_ node: ONNXNode, _ index: Int) throws(ImportProblem) -> ONNXValue {
    guard node.hasInput(index) else {
      throw node.problem("expected an input at place \(index), found none")
    }
    let name = node.inputs[index]
    if let value = values[name] { return value }
    guard let tensor = graph.constants[name] else {
      throw node.problem("expected '\(name)', found neither a node nor an initializer of that name")
    }
    let value = ONNXValue.constant(try ONNXTensor(tensor, in: graph.folder))
    values[name] = value
    return value
  }

  /// A node's input that has to be a constant; nil where it is left out.
  mutating func constant(_ node: ONNXNode, _ index: Int) throws(ImportProblem) -> ONNXTensor? {
    guard node.hasInput(index) else { return nil }
    guard case .constant(let tensor) = try value(node, index) else {
      throw node.problem(
        "expected constants as its '\(node.inputs[index])', found values that depend on the input: "
          + "a blueprint has fixed weights")
    }
    return tensor
  }

  /// A node's input that has to be what the last layer makes.
  mutating func flow(_ node: ONNXNode, _ index: Int = 0) throws(ImportProblem) -> ONNXFlow {
    guard case .flow(let flow) = try value(node, index) else {
      throw node.problem("expected values that depend on the input, found constants")
    }
    moved += flow.order.count
    guard moved <= Self.mostMoved else {
      throw node.problem("expected fewer operators on so many values, \(flow.order.count) here")
    }
    return flow
  }

  /// Says what a node makes.
  mutating func set(_ node: ONNXNode, _ value: ONNXValue) {
    if let name = node.outputs.first { values[name] = value }
  }

  /// Says what a node makes: the last layer's values, arranged in this way.
  mutating func set(_ node: ONNXNode, dims: [Int], order: [Int]) {
    set(node, .flow(ONNXFlow(dims: dims, order: order)))
  }

  /// The extents as the graph sees them, with those of a batch.
  func graphDims(_ flow: ONNXFlow) -> [Int] { batch > 1 ? [batch] + flow.dims : flow.dims }

  /// The extents of one sample for these of the graph.
  func sampleDims(_ dims: [Int], _ node: ONNXNode) throws(ImportProblem) -> [Int] {
    guard batch > 1 else { return dims }
    guard dims.first == batch else {
      throw node.problem("expected the \(batch) samples to stay in front, found the shape \(dims)")
    }
    return Array(dims.dropFirst())
  }
}

// MARK: - Layers

extension ONNXTranslation {
  /// Changes the layers.
  mutating func build(
    _ node: ONNXNode,
    _ work: (inout NetworkBuilder) throws(NetworkBuilder.Refusal) -> Void
  ) throws(ImportProblem) {
    guard var changed = builder else {
      throw node.problem("expected an input before it, found none")
    }
    builder = nil
    do throws(NetworkBuilder.Refusal) {
      try work(&changed)
    } catch {
      throw node.problem(error.reason)
    }
    builder = changed
  }

  /// Scales the values, or the inputs where there is no layer yet.
  mutating func scale(_ change: (inout Affine) -> Void) {
    if builder == nil {
      var affine = inputScaling ?? Affine(count: inputDims.reduce(1, *))
      change(&affine)
      inputScaling = affine
    } else {
      builder?.scale(change)
    }
  }

  /// The values as a picture whose channels come first in the graph, or an error that names the node.
  ///
  /// - Returns: The picture's rows, columns and channels.
  mutating func picture(
    _ flow: ONNXFlow, _ node: ONNXNode
  ) throws(ImportProblem) -> (rows: Int, columns: Int, channels: Int) {
    let dims = flow.dims.count == 4 && flow.dims[0] == 1 ? Array(flow.dims.dropFirst()) : flow.dims
    guard dims.count == 3 else {
      throw node.problem(
        "expected a picture of [batch, channels, rows, columns], found \(graphDims(flow))")
    }
    let (channels, rows, columns) = (dims[0], dims[1], dims[2])
    let first = ONNXFlow.channelsFirst(channels: channels, rows: rows, columns: columns)
    if builder == nil {
      // For each value of the picture, its place in the file's input.
      var places = [Int](repeating: 0, count: flow.order.count)
      for (place, position) in zip(flow.order, first) { places[position] = place }
      let isChannelsFirst = flow.order == Array(flow.order.indices)
      guard isChannelsFirst || places == Array(places.indices) else {
        throw node.problem(
          "expected rows, columns and channels of the input in the order they have "
            + "in pictures, found them exchanged")
      }
      start(.picture(height: rows, width: columns, channels: channels), places)
      return (rows, columns, channels)
    }
    guard builder?.shape == .picture(height: rows, width: columns, channels: channels),
      flow.order == first
    else {
      throw node.problem(
        "expected what a layer for pictures makes, found \(graphDims(flow)) made of "
          + "\(builder.map { "\($0.shape)" } ?? "nothing"): that needs a layer that makes a picture "
          + "of a list")
    }
    return (rows, columns, channels)
  }

  /// The values as a list.
  ///
  /// - Returns: For each place of the flow, the position in the list.
  mutating func list(_ flow: ONNXFlow) -> [Int] {
    let order = begun(flow).order
    builder?.flatten()
    return order
  }

  /// The same flow with an input before it; the extents in the file say whether it is a picture.
  mutating func begun(_ flow: ONNXFlow) -> ONNXFlow {
    guard builder == nil else { return flow }
    var places = Array(0..<inputDims.reduce(1, *))
    if let shape = reading.picture(of: inputDims) {
      if reading.order == .channelsFirst {
        let first = ONNXFlow.channelsFirst(
          channels: shape.extents[2], rows: shape.extents[0], columns: shape.extents[1])
        for (place, position) in first.enumerated() { places[position] = place }
      }
      start(shape, places)
    } else {
      start(.list(places.count), places)
    }
    var positions = places
    for (position, place) in places.enumerated() { positions[place] = position }
    var begun = flow
    begun.order = flow.order.map { positions[$0] }
    return begun
  }

  /// - Parameter places: For each value of the input, its place in the file's.
  private mutating func start(_ input: Shape, _ places: [Int]) {
    if places != Array(places.indices) {
      notes.append(
        "The file's inputs lie channel by channel; the model's pixel by pixel, as in all its "
          + "pictures: \(input).")
    }
    inputPlaces = places
    builder = NetworkBuilder(input: input, scaledBy: inputScaling?.reordered(places))
  }
}
