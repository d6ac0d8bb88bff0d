/// How many neurons and links a network is made of, told without making them.
extension NetworkBlueprint {
  /// How many neurons a layer adds; flatten adds none.
  public func neuronCount(ofLayer index: Int) -> Int {
    layers[index] == .flatten ? 0 : outputShapes[index].count
  }

  /// How many links lead into a layer's neurons.
  public func linkCount(ofLayer index: Int) -> Int {
    let inputs = inputShape(ofLayer: index).count
    return switch layers[index] {
    case .dense(let dense): inputs * dense.units
    case .activation, .dropout: inputs
    case .flatten: 0
    }
  }

  /// How many neurons the network has, inputs included.
  public var neuronCount: Int {
    layers.indices.reduce(input.count) { $0 + neuronCount(ofLayer: $1) }
  }

  /// How many links the network has.
  public var linkCount: Int {
    layers.indices.reduce(0) { $0 + linkCount(ofLayer: $1) }
  }
}
