/// How many neurons and links a network is made of, told without making them.
extension NetworkBlueprint {
  /// How many neurons a layer adds; flatten adds none.
  public func neuronCount(ofLayer index: Int) -> Int {
    layers[index].traits.links == .none ? 0 : outputShapes[index].count
  }

  /// How many links lead into a layer's neurons.
  public func linkCount(ofLayer index: Int) -> Int {
    layers[index].traits.links.count(from: inputShape(ofLayer: index), to: outputShapes[index])
  }

  /// How many neurons the network has, inputs included.
  public var neuronCount: Int {
    layers.indices.reduce(input.count) { $0.saturatingSum(neuronCount(ofLayer: $1)) }
  }

  /// How many links the network has.
  public var linkCount: Int {
    layers.indices.reduce(0) { $0.saturatingSum(linkCount(ofLayer: $1)) }
  }
}

extension Int {
  /// The sum, or the largest number there is.
  ///
  /// No layer has more than about 10¹⁷ links, but a file may list very many layers.
  func saturatingSum(_ other: Int) -> Int {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    return isTooLarge ? .max : sum
  }

  /// The product, or the largest number there is, which a browser's Int soon comes to.
  func saturatingProduct(_ other: Int) -> Int {
    let (product, isTooLarge) = multipliedReportingOverflow(by: other)
    return isTooLarge ? .max : product
  }
}
