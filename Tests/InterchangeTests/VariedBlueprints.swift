import NetworkDescription

/// Networks of every kind of layer, activation and padding, made up from a number.
enum VariedBlueprints {
  static func blueprint(_ number: Int) throws -> NetworkBlueprint {
    var random = SeededRandom(seed: UInt64(number)).sequence(.check, layer: 3)
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int(random.nextUnit() * Double(values.count))]
    }
    let activations: [Activation] = [
      .identity, .relu, .leakyRelu(slope: 0.1), .tanh, .sigmoid, .softmax, .elu(alpha: 0.7), .gelu,
      .silu, .softplus,
    ]
    func extent() -> PixelExtent { PixelExtent(height: pick([1, 2, 3]), width: pick([1, 2, 3])) }
    func layer() -> Layer {
      let padding = pick([
        SlidingWindow.Padding.valid, .same,
        .pixels(EdgePixels(top: 1, left: 0, bottom: 1, right: 1)),
      ])
      switch pick([0, 0, 1, 2, 3, 4]) {
      case 0:
        return .conv2D(
          Conv2D(
            filters: pick([2, 3, 5]), kernel: extent(), stride: extent(), padding: padding,
            activation: pick(activations), useBias: random.nextUnit() < 0.7,
            biasInitializer: .uniform(limit: 0.5)))
      case 1:
        return .maxPooling2D(MaxPooling2D(pool: extent(), stride: extent(), padding: padding))
      case 2:
        return .averagePooling2D(
          AveragePooling2D(pool: extent(), stride: extent(), padding: padding))
      case 3: return .dropout(Dropout(rate: 0.25))
      default: return .activation(ActivationLayer(pick(activations)))
      }
    }
    func dense(_ units: Int, _ activation: Activation) -> Layer {
      .dense(
        Dense(
          units: units, activation: activation, useBias: random.nextUnit() < 0.8,
          biasInitializer: .uniform(limit: 0.5)))
    }
    let isPicture = random.nextUnit() < 0.7
    let input: Shape =
      isPicture
      ? .picture(height: pick([4, 5, 8]), width: pick([4, 7, 9]), channels: pick([1, 2, 3]))
      : .list(pick([1, 2, 7]))
    let endings: [(Loss, [Layer])] = [
      (.categoricalCrossEntropy, [dense(3, .softmax)]), (.binaryCrossEntropy, [dense(2, .sigmoid)]),
      (.meanSquaredError, [dense(4, pick(activations)), dense(2, .identity)]),
    ]
    let (loss, ending) = pick(endings)
    func blueprint(_ layers: [Layer]) throws -> NetworkBlueprint {
      try NetworkBlueprint(
        name: "varied \(number)", input: input,
        layers: layers + (isPicture ? [.flatten] : []) + ending,
        loss: loss, optimizer: .adam(Adam()), seed: UInt64(number))
    }
    var layers: [Layer] = random.nextUnit() < 0.3 ? [.normalization] : []
    guard isPicture else { return try blueprint(layers + [dense(5, pick(activations))]) }
    let wanted = layers.count + 1 + Int(random.nextUnit() * 3)
    // A layer that does not fit what is left of the picture is drawn again.
    while layers.count < wanted {
      let next = layer()
      if (try? blueprint(layers + [next])) != nil { layers.append(next) }
    }
    return try blueprint(layers)
  }

  /// Parameters that are all over the place, means and deviations among them.
  static func parameters(of blueprint: NetworkBlueprint) -> Parameters {
    var parameters = blueprint.initialParameters()
    var random = SeededRandom(seed: 5).sequence(.check, layer: 4)
    for (name, specification) in blueprint.parameterSpecifications
    where !specification.role.isTrainable {
      let isMean = specification.role == .mean
      parameters[name]?.values = (0..<specification.count).map { _ in
        isMean ? random.nextNormal() : 0.5 + random.nextUnit()
      }
    }
    return parameters
  }

  /// Some inputs for a network.
  static func inputs(of blueprint: NetworkBlueprint, count: Int) -> [[Double]] {
    var random = SeededRandom(seed: 6).sequence(.check, layer: 5)
    return (0..<count).map { _ in (0..<blueprint.input.count).map { _ in random.nextNormal() } }
  }
}
