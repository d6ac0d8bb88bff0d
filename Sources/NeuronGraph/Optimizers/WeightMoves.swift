import NetworkDescription

/// Moving the weights as the optimizer has it; its rule stands in a file of its own.
extension NeuronNetwork {
  /// Moves every trainable weight against its gradient, and forgets the gradients: the step is
  /// made.
  package func moveWeights() {
    let rate = optimizer.learningRate(at: stepCount)
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0: move(by: PlainDescent(rate: rate))
    case .sgd(let sgd): move(by: MomentumDescent(sgd: sgd, rate: rate))
    case .rmsprop(let rmsprop): move(by: RMSpropDescent(rmsprop: rmsprop, rate: rate))
    case .adam(let adam): move(by: AdamDescent(adam: adam, rate: rate, step: stepCount))
    case .adadelta(let adadelta): move(by: AdadeltaDescent(adadelta: adadelta, rate: rate))
    }
    for weight in weights.fixed { weight.gradient = 0 }
    stepCount += 1
  }

  /// What the optimizer remembers of each trainable weight.
  package var optimizerMemory: [WeightMemory] {
    memory.isEmpty
      ? [WeightMemory](repeating: WeightMemory(), count: weights.trainable.count) : memory
  }

  private func move<Rule: UpdateRule>(by rule: Rule) {
    let weights = weights.trainable
    if Rule.remembers, memory.isEmpty {
      memory = [WeightMemory](repeating: WeightMemory(), count: weights.count)
    }
    memory.withUnsafeMutableBufferPointer { memory in
      for index in weights.indices {
        let weight = weights[index]
        var remembered = Rule.remembers ? memory[index] : WeightMemory()
        weight.value = rule.moved(weight.value, against: weight.gradient, &remembered)
        weight.gradient = 0
        if Rule.remembers { memory[index] = remembered }
      }
    }
  }
}
