import NetworkDescription

/// Update: every weight takes a step against its gradient.
extension NeuronNetwork {
  /// Moves every trainable weight by the gradient of a batch's loss, and clears the gradients.
  ///
  /// That gradient is the mean of what the samples have added up, and the penalty's.
  func updateWeights<Follower: PassFollower>(batchSize: Int, _ follower: inout Follower) {
    let rate = optimizer.learningRate(at: stepCount)
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0:
      moveWeights(by: PlainDescent(rate: rate), batchSize, &follower)
    case .sgd(let sgd):
      moveWeights(by: MomentumDescent(sgd: sgd, rate: rate), batchSize, &follower)
    case .rmsprop(let rmsprop):
      moveWeights(by: RMSpropDescent(rmsprop: rmsprop, rate: rate), batchSize, &follower)
    case .adam(let adam):
      let rule = AdamDescent(adam: adam, rate: rate, step: stepCount)
      moveWeights(by: rule, batchSize, &follower)
    case .adadelta(let adadelta):
      moveWeights(by: AdadeltaDescent(adadelta: adadelta, rate: rate), batchSize, &follower)
    }
    for weight in weights.fixed { weight.gradient = 0 }
    stepCount += 1
  }

  /// Forgets what the samples so far have added up.
  func clearGradients() {
    for weight in weights.trainable { weight.gradient = 0 }
    for weight in weights.fixed { weight.gradient = 0 }
  }

  private func moveWeights<Rule: UpdateRule, Follower: PassFollower>(
    by rule: Rule, _ batchSize: Int, _ follower: inout Follower
  ) {
    let share = 1 / Double(batchSize)
    let (weights, penalties) = (weights.trainable, penalties)
    if Rule.remembers, memory.isEmpty {
      memory = [WeightMemory](repeating: WeightMemory(), count: weights.count)
    }
    memory.withUnsafeMutableBufferPointer { memory in
      for index in weights.indices {
        let weight = weights[index]
        let before = weight.value
        let ofSamples = weight.gradient * share
        let penalty = penalties.isEmpty ? Penalty() : penalties[index]
        let gradient = penalties.isEmpty ? ofSamples : penalty.added(to: ofSamples, at: before)
        let earlier = Rule.remembers ? memory[index] : WeightMemory()
        var remembered = earlier
        weight.value = rule.moved(before, against: gradient, &remembered)
        weight.gradient = 0
        if Rule.remembers { memory[index] = remembered }
        follower.weightMoved(
          weight,
          WeightMovement(
            before: before, gradientOfSamples: ofSamples, penalty: penalty, gradient: gradient,
            earlierMemory: earlier, memory: remembered))
      }
    }
  }
}
