import NetworkDescription

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
  var inputPlaces: [Int] = []
  /// Pixels of 0 that the graph has put around a picture, for the window that follows.
  var edges: EdgePixels?
  /// What happens to inputs before there is a layer, by their places in the file.
  var inputScaling: Affine?
  let reading: InputReading
  let inputDims: [Int]
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
