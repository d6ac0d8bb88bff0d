import NetworkDescription

/// What there is to see of one layer that makes a picture.
struct LayerView {
  /// The layer's number; that of the inputs is 0.
  let number: Int
  let layer: Layer
  let input: Shape
  let output: Shape
  /// The weights of a convolution: [height, width, channels, filters].
  let weights: Tensor?
  /// Whether it looks at red, green and blue, and not at what another layer has made of them.
  let seesColours: Bool
  /// What it puts out, row by row, filters innermost; nil if it was not asked.
  let outputs: [Double]?

  /// How many maps it makes: a convolution's filters, or the channels of other layers.
  var filters: Int { output.extents[2] }

  /// What one of its maps is called.
  var filterName: String { weights == nil ? "channel" : "filter" }

  /// What a filter puts out at each place.
  func map(of filter: Int) -> NumberGrid? {
    outputs.map {
      NumberGrid(
        channel: filter, of: $0, width: output.extents[1], height: output.extents[0],
        channels: filters)
    }
  }

  /// The weights with which a filter looks at one channel of its input.
  func kernel(of filter: Int, channel: Int) -> NumberGrid? {
    weights.map {
      NumberGrid(
        channel: channel * filters + filter, of: $0.values, width: $0.shape[1],
        height: $0.shape[0], channels: $0.shape[2] * filters)
    }
  }

  /// The name of the neuron at a position among its outputs.
  func neuronName(at index: Int) -> NeuronName { output.neuronName(layer: number, index: index) }

  /// The layer's name, kind and shapes.
  var heading: String {
    "layer \(number): \(([layer.name] + settings).joined(separator: ", ")), \(input) → \(output)"
  }

  private var settings: [String] {
    guard let window = layer.traits.links.window else {
      return layer.activation == .identity ? [] : [layer.activation.name]
    }
    let usualStride = weights == nil ? window.size : 1
    return ["\(window.size)"]
      + (window.stride == usualStride ? [] : ["stride \(window.stride)"])
      + (window.padding != .valid ? ["padded"] : [])
      + (layer.activation == .identity ? [] : [layer.activation.name])
  }
}

extension LayerView {
  /// The layers whose results are pictures; dropout, which is at rest, changes nothing.
  ///
  /// - Parameter outputs: What the layers put out, by their positions in the blueprint.
  static func all(
    of blueprint: NetworkBlueprint, _ parameters: Parameters, outputs: [Int: [Double]]?
  ) -> [LayerView] {
    let firstConvolution = blueprint.layers.firstIndex(where: \.isConvolution)
    return blueprint.layers.indices.compactMap { index in
      let shape = blueprint.outputShapes[index]
      if case .dropout = blueprint.layers[index] { return nil }
      guard shape.isPicture else { return nil }
      let view = LayerView(
        number: index + 1, layer: blueprint.layers[index],
        input: blueprint.inputShape(ofLayer: index), output: shape,
        weights: parameters[NetworkBlueprint.tensorName(layer: index, .weight)],
        seesColours: index == firstConvolution && blueprint.input.extents[2] == 3,
        outputs: outputs?[index])
      return view.weights == nil && view.outputs == nil ? nil : view
    }
  }
}

extension Layer {
  var isConvolution: Bool {
    if case .conv2D = self { true } else { false }
  }
}
