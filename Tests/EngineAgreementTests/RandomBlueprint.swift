import NetworkDescription

/// Networks made up from a seed, so that together they cover what blueprints can say.
enum RandomBlueprint {
  static func make(_ number: Int) throws -> NetworkBlueprint {
    var random = SeededRandom(seed: UInt64(number)).sequence(.check, layer: 9)
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int(random.nextUnit() * Double(values.count))]
    }
    let widths = [1, 2, 3, 5, 7, 8, 13, 16, 17, 31, 33]
    let hidden: [Activation] = [
      .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.1), .softmax,
      .elu(alpha: 0.7), .gelu, .silu, .softplus,
    ]
    let optimizers: [Optimizer] = [
      .sgd(SGD(learningRate: 0.1)), .sgd(SGD(learningRate: 0.05, momentum: 0.9)),
      .sgd(SGD(learningRate: 0.05, momentum: 0.8, nesterov: true)),
      .rmsprop(RMSprop(learningRate: 0.01)), .adam(Adam(learningRate: 0.01)),
      .adadelta(Adadelta(learningRate: 1)),
      .adamw(AdamW(learningRate: 0.01, weightDecay: 0.1)), .adagrad(Adagrad(learningRate: 0.05)),
      .sgd(SGD(learningRate: 0.1, schedule: .inverseTime(decaySteps: 3, decayRate: 0.5))),
    ]
    let loss = pick(Loss.allKinds)
    let last = pick(
      (hidden + [.sigmoid, .softmax]).filter { loss.accepts($0) })
    let isPicture = random.nextUnit() < 0.2
    var layers: [Layer] = isPicture ? [.flatten] : []
    if random.nextUnit() < 0.15 { layers.append(.activation(ActivationLayer(.tanh))) }
    for _ in 0..<Int(random.nextUnit() * 4) {
      let activation = pick(hidden)
      let penalty = pick([.none, Penalty(l1: 0.01), Penalty(l2: 0.02), Penalty(l1: 0.01, l2: 0.01)])
      layers.append(
        .dense(
          Dense(
            units: max(activation == .softmax ? 2 : 1, pick(widths)), activation: activation,
            useBias: random.nextUnit() < 0.8, biasInitializer: .uniform(limit: 0.5),
            penalty: penalty)))
      if random.nextUnit() < 0.3 { layers.append(.dropout(Dropout(rate: pick([0.2, 0.5])))) }
    }
    let units = max(last == .softmax || loss == .categoricalCrossEntropy ? 2 : 1, pick(widths))
    if random.nextUnit() < 0.3 {
      layers.append(.dense(Dense(units: units)))
      layers.append(.activation(ActivationLayer(last)))
    } else {
      layers.append(.dense(Dense(units: units, activation: last)))
    }
    return try NetworkBlueprint(
      name: "random \(number)",
      input: isPicture ? .picture(height: 3, width: 2, channels: 2) : .list(pick(widths)),
      layers: layers, loss: loss, optimizer: pick(optimizers), seed: UInt64(number))
  }

  /// Networks for pictures: strides, paddings, odd sizes, one channel and many.
  static func pictures(_ number: Int) throws -> NetworkBlueprint {
    var random = SeededRandom(seed: UInt64(number)).sequence(.check, layer: 8)
    func pick<Value>(_ values: [Value]) -> Value {
      values[Int(random.nextUnit() * Double(values.count))]
    }
    func extent(_ values: [Int]) -> PixelExtent {
      PixelExtent(height: pick(values), width: pick(values))
    }
    let input = Shape.picture(
      height: pick([1, 3, 4, 5, 8, 9]), width: pick([2, 4, 5, 7, 10]), channels: pick([1, 2, 3, 5]))
    let activations: [Activation] = [
      .identity, .relu, .leakyRelu(slope: 0.1), .tanh, .sigmoid, .softmax, .elu(alpha: 1), .gelu,
      .silu, .softplus,
    ]
    func layer() -> Layer {
      let padding = pick([
        SlidingWindow.Padding.valid, .same,
        .pixels(EdgePixels(top: 0, left: 1, bottom: 1, right: 0)),
      ])
      switch pick([0, 0, 0, 1, 2, 3, 4]) {
      case 0:
        return .conv2D(
          Conv2D(
            filters: pick([2, 3, 4, 9, 17, 33]), kernel: extent([1, 2, 3, 4]),
            stride: extent([1, 1, 2, 3]), padding: padding, activation: pick(activations),
            useBias: random.nextUnit() < 0.8, biasInitializer: .uniform(limit: 0.5),
            penalty: pick([.none, .none, Penalty(l1: 0.01, l2: 0.02)])))
      case 1:
        return .maxPooling2D(
          MaxPooling2D(pool: extent([1, 2, 3]), stride: extent([1, 2, 3]), padding: padding))
      case 2:
        return .averagePooling2D(
          AveragePooling2D(pool: extent([1, 2, 3]), stride: extent([1, 2, 3]), padding: padding))
      case 3: return .dropout(Dropout(rate: 0.25))
      default: return .activation(ActivationLayer(pick([.tanh, .relu])))
      }
    }
    let optimizer: Optimizer = pick([
      .sgd(SGD(learningRate: 0.02)), .sgd(SGD(learningRate: 0.01, momentum: 0.9, nesterov: true)),
      .adam(Adam(learningRate: 0.003)), .adadelta(Adadelta(learningRate: 1)),
    ])
    let ending: [Layer] =
      [.flatten]
      + (random.nextUnit() < 0.3 ? [.dense(Dense(units: 5, activation: .tanh))] : [])
      + [.dense(Dense(units: 3, activation: .softmax))]
    var layers: [Layer] = random.nextUnit() < 0.3 ? [.normalization] : []
    let wanted = layers.count + 1 + Int(random.nextUnit() * 4)
    func blueprint(_ layers: [Layer]) throws -> NetworkBlueprint {
      try NetworkBlueprint(
        name: "pictures \(number)", input: input, layers: layers + ending,
        loss: .categoricalCrossEntropy, optimizer: optimizer, seed: UInt64(number))
    }
    // A layer that does not fit what is left of the picture is drawn again.
    while layers.count < wanted {
      let next = layer()
      if (try? blueprint(layers + [next])) != nil { layers.append(next) }
    }
    return try blueprint(layers)
  }
}
