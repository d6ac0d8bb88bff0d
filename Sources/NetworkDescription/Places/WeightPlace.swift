/// Where something that is learned sits: the weight of a link, or the bias of a neuron.
///
/// Where several share it, the first of them in the order of the forward pass stands for all.
public enum WeightPlace: Hashable, Sendable {
  /// The weight of a link.
  case link(LinkName)
  /// The bias of a neuron.
  case bias(NeuronName)

  /// The link, or the neuron.
  public var place: NetworkPlace {
    switch self {
    case .link(let name): .link(name)
    case .bias(let name): .neuron(name)
    }
  }

  /// The name of the link, or of the neuron: `0.1-1.0`, `1.0`.
  public var name: String { place.description }

  /// The neuron to whose sum it matters.
  public var target: NeuronName {
    switch self {
    case .link(let name): name.to
    case .bias(let name): name
    }
  }

  /// Whether it is a bias.
  public var isBias: Bool {
    if case .bias = self { true } else { false }
  }
}

extension WeightPlace: CustomStringConvertible {
  /// What people read, and type: `0.1-1.0`, `bias 1.0`.
  public var description: String { isBias ? "bias \(name)" : name }

  /// The same in a sentence: `link 0.1-1.0`, `neuron 1.0 (bias)`.
  public var inWords: String { isBias ? "neuron \(name) (bias)" : "link \(name)" }
}

extension WeightPlace {
  /// Reads what people type: `0.1-1.0` for a link, `bias 1.0` or `1.0` for a bias.
  ///
  /// - Returns: nil for what cannot be a name in any network.
  public init?(typed text: some StringProtocol) {
    switch NetworkPlace(typed: text) {
    case .link(let name)?: self = .link(name)
    case .neuron(let name)?: self = .bias(name)
    case nil: return nil
    }
  }

  /// What JSON calls it: `link` or `bias`.
  package var kind: String { isBias ? "bias" : "link" }
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
  ) -> WeightPlace? {
    guard layers.indices.contains(layer),
      let specification = parameters(ofLayer: layer).first(where: { $0.role == role }),
      (0..<specification.count).contains(index), let units = specification.shape.last
    else { return nil }
    switch role {
    case .mean, .deviation: return nil
    case .bias: return .bias(neuronName(index, ofLayer: layer))
    case .weight:
      let (row, unit) = index.quotientAndRemainder(dividingBy: units)
      guard case .conv2D(let convolution) = layers[layer] else {
        return .link(
          LinkName(
            from: neuronName(row, ofLayer: layer - 1), to: neuronName(unit, ofLayer: layer)))
      }
      return place(of: row, filter: unit, in: convolution, layer)
    }
  }

  /// The first link that has a weight of a convolution.
  ///
  /// - Parameter index: The position in the kernel, [height, width, channels].
  private func place(
    of index: Int, filter: Int, in convolution: Conv2D, _ layer: Int
  ) -> WeightPlace? {
    let (input, window) = (inputShape(ofLayer: layer), convolution.window)
    let (rows, columns) = (window.rows(of: input), window.columns(of: input))
    let (pixel, channel) = index.quotientAndRemainder(dividingBy: input.extents[2])
    let (row, column) = pixel.quotientAndRemainder(dividingBy: window.size.width)
    guard let top = rows.firstPosition(seeing: row),
      let left = columns.firstPosition(seeing: column)
    else { return nil }
    let source = (rows.start(top) + row) * input.extents[1] + columns.start(left) + column
    return .link(
      LinkName(
        from: neuronName(source * input.extents[2] + channel, ofLayer: layer - 1),
        to: neuronName((top * columns.count + left) * convolution.filters + filter, ofLayer: layer)
      ))
  }
}
