import NetworkBlueprint

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
    ]
    let optimizers: [Optimizer] = [
      .sgd(SGD(learningRate: 0.1)), .sgd(SGD(learningRate: 0.05, momentum: 0.9)),
      .sgd(SGD(learningRate: 0.05, momentum: 0.8, nesterov: true)),
      .rmsprop(RMSprop(learningRate: 0.01)), .adam(Adam(learningRate: 0.01)),
      .adadelta(Adadelta(learningRate: 1)),
      .sgd(SGD(learningRate: 0.1, schedule: .inverseTime(decaySteps: 3, decayRate: 0.5))),
    ]
    let loss = pick(Loss.allCases)
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
    let units = max(last == .softmax ? 2 : 1, pick(widths))
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
}
