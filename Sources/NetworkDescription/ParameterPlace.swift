/// Where in a network of neurons and links a learned number sits.
public enum ParameterPlace: Hashable, Sendable {
  /// On a link; where several share the weight, on the first of them.
  case link(from: String, to: String)
  /// In a neuron, as its bias; where several share it, in the first of them.
  case bias(neuron: String)
}

extension ParameterPlace: CustomStringConvertible {
  /// What people read: `link 0.1-1.0` or `neuron 1.0 (bias)`.
  public var description: String {
    switch self {
    case .link(let from, let to): "link \(from)-\(to)"
    case .bias(let neuron): "neuron \(neuron) (bias)"
    }
  }
}

extension NetworkBlueprint {
  /// Where a number of a layer's tensor sits, told without making the neurons.
  ///
  /// - Parameters:
  ///   - index: Its position in the tensor.
  ///   - role: Which of the layer's tensors it is.
  ///   - layer: The layer's position in the blueprint.
  /// - Returns: nil if there is no such number, and for means and deviations, which are not on
  ///   links as they are.
  public func place(
    of index: Int, in role: ParameterSpecification.Role, ofLayer layer: Int
  ) -> ParameterPlace? {
    guard layers.indices.contains(layer),
      let specification = parameters(ofLayer: layer).first(where: { $0.role == role }),
      (0..<specification.count).contains(index), let units = specification.shape.last
    else { return nil }
    switch role {
    case .mean, .deviation: return nil
    case .bias: return .bias(neuron: neuronName(index, ofLayer: layer))
    case .weight:
      let (row, unit) = index.quotientAndRemainder(dividingBy: units)
      guard case .conv2D(let convolution) = layers[layer] else {
        return .link(
          from: neuronName(row, ofLayer: layer - 1), to: neuronName(unit, ofLayer: layer))
      }
      return place(of: row, filter: unit, in: convolution, layer)
    }
  }

  /// The first link that has a weight of a convolution.
  ///
  /// - Parameter index: The position in the kernel, [height, width, channels].
  private func place(
    of index: Int, filter: Int, in convolution: Conv2D, _ layer: Int
  ) -> ParameterPlace? {
    let (input, window) = (inputShape(ofLayer: layer), convolution.window)
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let (pixel, channel) = index.quotientAndRemainder(dividingBy: input.extents[2])
    let (row, column) = pixel.quotientAndRemainder(dividingBy: window.size.width)
    guard let top = rows.firstPosition(seeing: row),
      let left = columns.firstPosition(seeing: column)
    else { return nil }
    let source = (rows.start(top) + row) * input.extents[1] + columns.start(left) + column
    return .link(
      from: neuronName(source * input.extents[2] + channel, ofLayer: layer - 1),
      to: neuronName((top * columns.count + left) * convolution.filters + filter, ofLayer: layer))
  }

  /// The name of a neuron of a layer, −1 for the inputs; flatten has those of the layer before.
  package func neuronName(_ index: Int, ofLayer layer: Int) -> String {
    let own = layers[..<(layer + 1)].lastIndex { $0 != .flatten } ?? -1
    let shape = own < 0 ? input : outputShapes[own]
    return shape.neuronName(layer: own + 1, index: index)
  }
}
