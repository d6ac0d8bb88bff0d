/// Networks that start with numbers somebody has chosen.
extension NetworkBlueprint {
  /// The same network, starting with these numbers on its links and in its neurons.
  ///
  /// What is not named starts as before. Links that share a weight can name it by any of them.
  ///
  /// - Throws: ``BlueprintError/badParameter(name:expected:found:)`` for a place that is not in the
  ///   network, or a number that is none.
  public func starting(with numbers: [(place: WeightPlace, value: Double)]) throws(BlueprintError)
    -> NetworkBlueprint
  {
    var start = initialParameters()
    var given: Set<String> = []
    for (place, value) in numbers {
      guard let found = parameter(at: place) else {
        throw .badParameter(
          name: "\(place)", expected: "a link or a bias of \(name), such as \(examplePlaces)",
          found: "none of that name")
      }
      guard value.isFinite else {
        throw .badParameter(name: "\(place)", expected: "a finite number", found: "\(value)")
      }
      start[found.tensor]?.values[found.index] = value
      given.insert(found.tensor)
    }
    return try replacingStarts { layer, role in
      let name = Self.tensorName(layer: layer, role)
      return given.contains(name) ? start[name].map { .given($0) } : nil
    }
  }

  /// The same network, without long lists of numbers to start with.
  ///
  /// A model holds its numbers anyway, and a file's header has no room for very many.
  package var withoutLongStarts: NetworkBlueprint {
    get throws(BlueprintError) {
      try replacingStarts { layer, role in
        let specification = parameters(ofLayer: layer).first { $0.role == role }
        guard case .given(let tensor)? = specification?.initializer,
          tensor.values.count > Self.mostNumbersInModels
        else { return nil }
        return role == .bias ? .zeros : .glorotUniform
      }
    }
  }

  private static let mostNumbersInModels = 10_000

  /// - Parameter start: How a layer's tensor starts out; nil for as before.
  private func replacingStarts(
    _ start: (_ layer: Int, _ role: ParameterSpecification.Role) -> Initializer?
  ) throws(BlueprintError) -> NetworkBlueprint {
    var layers = layers
    var isSame = true
    for index in layers.indices {
      let (weights, biases) = (start(index, .weight), start(index, .bias))
      guard weights != nil || biases != nil else { continue }
      isSame = false
      switch layers[index] {
      case .dense(var dense):
        dense.weightInitializer = weights ?? dense.weightInitializer
        dense.biasInitializer = biases ?? dense.biasInitializer
        layers[index] = .dense(dense)
      case .conv2D(var convolution):
        convolution.weightInitializer = weights ?? convolution.weightInitializer
        convolution.biasInitializer = biases ?? convolution.biasInitializer
        layers[index] = .conv2D(convolution)
      case .activation, .dropout, .flatten, .maxPooling2D, .averagePooling2D, .normalization: break
      }
    }
    guard !isSame else { return self }
    return try NetworkBlueprint(
      name: name, input: input, layers: layers, loss: loss, optimizer: optimizer, seed: seed,
      training: training)
  }

  /// The first link and the first bias that the network has.
  private var examplePlaces: String {
    let roles: [ParameterSpecification.Role] = [.weight, .bias]
    let places = roles.compactMap { role in
      layers.indices.lazy.compactMap { place(of: 0, in: role, ofLayer: $0) }.first
    }
    return places.map { $0.description }.joined(separator: " or ")
  }
}
