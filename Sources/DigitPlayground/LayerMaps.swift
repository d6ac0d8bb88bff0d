import DigitReading
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Pictures
import TextFormats

/// What every layer of the reading network makes of a digit, map by map.
struct LayerMaps {
  private let blueprint: NetworkBlueprint
  private let parameters: Parameters
  private let inputs: [Double]
  /// The outputs of the layers that compute, with their positions in the blueprint.
  private let layers: [(position: Int, outputs: [Double])]

  init(of digit: DigitAnswer, by reader: DigitReader) throws(PlainError) {
    blueprint = reader.network.blueprint
    parameters = reader.network.parameters
    inputs = digit.digit.inputs
    let sample = OneSample(inputs: inputs, targetCount: reader.network.outputCount)
    let network = reader.network
    layers = try PlainError.plainly { () throws(InputError) in
      try network.layerOutputs(on: sample, samples: [0])
    }
  }

  /// All layers; numbers as signed bytes, 127 for the largest of the layer.
  var json: JSONValue {
    .array(
      layers.compactMap { position, outputs in
        let layer = blueprint.layers[position]
        guard layer.isShown else { return nil }
        let extents = blueprint.outputShapes[position].extents
        let largest = outputs.reduce(0) { max($0, abs($1)) }
        let bytes = outputs.map { largest > 0 ? Int8(($0 / largest * 127).rounded()) : 0 }
        return .object([
          ("position", .integer(position)), ("kind", .string(layer.traits.name)),
          ("extents", .array(extents.map { .integer($0) })), ("largest", .number(largest)),
          ("numbers", .string(Base64.text(bytes))), ("filters", filters(of: position)),
        ])
      })
  }

  /// The weights of a convolution's filters over a single channel, to be drawn.
  private func filters(of position: Int) -> JSONValue {
    guard case .conv2D(let convolution) = blueprint.layers[position],
      blueprint.inputShape(ofLayer: position).extents[2] == 1,
      let weights = weights(of: position)
    else { return .null }
    let largest = weights.reduce(0) { max($0, abs($1)) }
    let bytes = weights.map { largest > 0 ? Int8(($0 / largest * 127).rounded()) : 0 }
    let size = convolution.window.size
    return .object([
      ("height", .integer(size.height)), ("width", .integer(size.width)),
      ("numbers", .string(Base64.text(bytes))), ("largest", .number(largest)),
    ])
  }

  private func weights(of position: Int) -> [Double]? {
    parameters[NetworkBlueprint.tensorName(layer: position, .weight)]?.values
  }

  /// A point of a map with everything it was made of.
  func point(
    layer position: Int, filter: Int, row: Int, column: Int
  ) throws(PlainError) -> JSONValue {
    guard let index = layers.firstIndex(where: { $0.position == position }) else {
      throw PlainError("layer \(position): it has no maps")
    }
    let output = blueprint.outputShapes[position].extents
    guard output.count == 3, row < output[0], column < output[1], filter < output[2] else {
      throw PlainError(
        "layer \(position): expected a point of \(blueprint.outputShapes[position]), found row "
          + "\(row), column \(column), map \(filter)")
    }
    let input = blueprint.inputShape(ofLayer: position)
    let before = index > 0 ? layers[index - 1].outputs : inputs
    let value = layers[index].outputs[(row * output[1] + column) * output[2] + filter]
    var entries: [(String, JSONValue)] = [
      ("layer", .integer(position)), ("filter", .integer(filter)), ("row", .integer(row)),
      ("column", .integer(column)), ("output", .number(value)),
      ("kind", .string(blueprint.layers[position].traits.name)),
      ("channels", .integer(input.extents[2])),
      ("receptive", receptive(layer: position, row: row, column: column)),
    ]
    switch blueprint.layers[position] {
    case .conv2D(let convolution):
      let patch = patch(convolution.window, input, before, row, column)
      entries += window(convolution.window, input, row, column)
      entries += sum(of: patch, convolution, filter, at: position)
    case .maxPooling2D(let pooling):
      entries += window(pooling.window, input, row, column)
      let patch = patch(pooling.window, input, before, row, column, channel: filter)
      entries += [
        ("inputs", .array(patch.map { $0.map { .number($0) } ?? .null })),
        ("passed", patch.firstIndex { $0 == value }.map { .integer($0) } ?? .null),
      ]
    case .averagePooling2D(let pooling):
      entries += window(pooling.window, input, row, column)
      let patch = patch(pooling.window, input, before, row, column, channel: filter)
      entries += [("inputs", .array(patch.map { $0.map { .number($0) } ?? .null }))]
    default: throw PlainError("layer \(position): it has no windows")
    }
    return .object(entries)
  }

  /// Inputs × weights, added up to the sum, and what the activation makes of it.
  private func sum(
    of patch: [Double?], _ convolution: Conv2D, _ filter: Int, at position: Int
  ) -> [(String, JSONValue)] {
    let all = weights(of: position) ?? []
    let weights = stride(from: filter, to: all.count, by: convolution.filters).map { all[$0] }
    let biases = parameters[NetworkBlueprint.tensorName(layer: position, .bias)]?.values
    let bias = biases?[filter] ?? 0
    let sum = zip(patch, weights).reduce(bias) { $0 + ($1.0 ?? 0) * $1.1 }
    return [
      ("inputs", .array(patch.map { $0.map { .number($0) } ?? .null })),
      ("weights", .array(weights.map { .number($0) })), ("bias", .number(bias)),
      ("sum", .number(sum)), ("activation", .string(convolution.activation.name)),
    ]
  }

  /// Where the window of a point lies on the layer before; beyond the edges where it reaches over them.
  private func window(
    _ window: SlidingWindow, _ input: Shape, _ row: Int, _ column: Int
  ) -> [(String, JSONValue)] {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    return [
      ("top", .integer(rows.start(row))), ("left", .integer(columns.start(column))),
      ("height", .integer(rows.window)), ("width", .integer(columns.window)),
    ]
  }

  /// The numbers in the window of a point, channel innermost; nil beyond the edges.
  private func patch(
    _ window: SlidingWindow, _ input: Shape, _ numbers: [Double], _ row: Int, _ column: Int,
    channel: Int? = nil
  ) -> [Double?] {
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let channels = channel.map { $0..<$0 + 1 } ?? 0..<input.extents[2]
    var patch: [Double?] = []
    for y in rows.start(row)..<rows.start(row) + rows.window {
      for x in columns.start(column)..<columns.start(column) + columns.window {
        let isInside = (0..<rows.extent).contains(y) && (0..<columns.extent).contains(x)
        for channel in channels {
          patch.append(
            isInside ? numbers[(y * columns.extent + x) * input.extents[2] + channel] : nil)
        }
      }
    }
    return patch
  }

  /// The pixels that a point sees through all layers before it.
  private func receptive(layer: Int, row: Int, column: Int) -> JSONValue {
    var (rows, columns) = (row..<row + 1, column..<column + 1)
    for position in (0...layer).reversed() {
      guard let window = blueprint.layers[position].traits.links.window else { continue }
      let input = blueprint.inputShape(ofLayer: position)
      rows = window.rows(of: input).seen(from: rows)
      columns = window.columns(of: input).seen(from: columns)
    }
    return .object([
      ("top", .integer(rows.lowerBound)), ("left", .integer(columns.lowerBound)),
      ("height", .integer(rows.count)), ("width", .integer(columns.count)),
    ])
  }
}

extension WindowPositions {
  /// The pixels that windows at some positions see together.
  fileprivate func seen(from positions: Range<Int>) -> Range<Int> {
    let first = pixels(at: positions.lowerBound), last = pixels(at: positions.upperBound - 1)
    return first.lowerBound..<max(first.lowerBound, last.upperBound)
  }
}

extension Layer {
  /// Whether its outputs are something to look at of their own.
  fileprivate var isShown: Bool {
    switch self {
    case .dropout, .flatten, .normalization: false
    default: true
    }
  }
}

/// A sample of which only the inputs matter.
private struct OneSample: SampleSource {
  let inputs: [Double]
  let targetCount: Int
  var count: Int { 1 }
  var inputCount: Int { inputs.count }
  var targetKind: TargetKind { .classes }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    for index in destination.indices {
      destination[index] = part == .inputs ? Number(inputs[index]) : 0
    }
  }
}
