/// Where a learned number lies: in which layer of the blueprint, in which tensor, at what position.
package struct ParameterPosition: Hashable, Sendable {
  package let layer: Int
  package let role: ParameterSpecification.Role
  package let index: Int

  /// The name of its tensor in model files.
  package var tensor: String { NetworkBlueprint.tensorName(layer: layer, role) }
}

extension NetworkBlueprint {
  /// The number that sits on a link, or in a neuron; the other way round than
  /// ``place(of:in:ofLayer:)``.
  ///
  /// - Returns: nil if there is no such link or neuron, or nothing is learned there.
  package func parameter(at place: WeightPlace) -> ParameterPosition? {
    let layer = place.target.layer - 1
    guard layers.indices.contains(layer), layers[layer] != .flatten,
      let target = neuronIndex(place.target, ofLayer: layer)
    else { return nil }
    let role: ParameterSpecification.Role = place.isBias ? .bias : .weight
    guard let specification = parameters(ofLayer: layer).first(where: { $0.role == role }),
      let units = specification.shape.last
    else { return nil }
    let unit = target % units
    switch place {
    case .bias: return ParameterPosition(layer: layer, role: role, index: unit)
    case .link(let link):
      guard let source = neuronIndex(link.from, ofLayer: layer - 1),
        let row = row(of: source, in: layer, seenBy: target)
      else { return nil }
      return ParameterPosition(layer: layer, role: role, index: row * units + unit)
    }
  }

  /// Where among the weights of one unit or filter that of a link lies; nil if there is no link.
  private func row(of source: Int, in layer: Int, seenBy target: Int) -> Int? {
    guard case .conv2D(let convolution) = layers[layer] else { return source }
    let (input, window) = (inputShape(ofLayer: layer), convolution.window)
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let (width, channels) = (input.extents[1], input.extents[2])
    let position = target / convolution.filters
    let row = source / channels / width - rows.start(position / columns.count)
    let column = source / channels % width - columns.start(position % columns.count)
    guard (0..<window.size.height).contains(row), (0..<window.size.width).contains(column) else {
      return nil
    }
    return (row * window.size.width + column) * channels + source % channels
  }
}
