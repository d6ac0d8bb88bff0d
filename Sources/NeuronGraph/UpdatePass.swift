import NetworkBlueprint

/// Update: every weight takes a step against its gradient.
extension NeuronNetwork {
  /// Moves every trainable weight by the mean gradient of a batch, and clears the gradients.
  func updateWeights<Follower: PassFollower>(batchSize: Int, _ follower: inout Follower) {
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0:
      descend(rate: sgd.learningRate, batchSize: batchSize, &follower)
    case .sgd(let sgd):
      descend(sgd, batchSize: batchSize, &follower)
    }
    for weight in weights.fixed { weight.gradient = 0 }
  }

  /// Forgets what the samples so far have added up.
  func clearGradients() {
    for weight in weights.trainable { weight.gradient = 0 }
    for weight in weights.fixed { weight.gradient = 0 }
  }

  /// Stochastic gradient descent: weight ← weight − rate × gradient.
  private func descend<Follower: PassFollower>(
    rate: Double, batchSize: Int, _ follower: inout Follower
  ) {
    let share = 1 / Double(batchSize)
    for weight in weights.trainable {
      let gradient = weight.gradient * share
      let before = weight.value
      weight.value = before - rate * gradient
      weight.gradient = 0
      follower.weightMoved(weight, before: before, gradient: gradient, velocity: 0)
    }
  }

  /// The same with momentum: each weight has a velocity, which remembers earlier gradients.
  private func descend<Follower: PassFollower>(
    _ sgd: SGD, batchSize: Int, _ follower: inout Follower
  ) {
    let share = 1 / Double(batchSize)
    if velocities.isEmpty {
      velocities = [Double](repeating: 0, count: weights.trainable.count)
    }
    for (index, weight) in weights.trainable.enumerated() {
      let gradient = weight.gradient * share
      let before = weight.value
      let earlier = velocities[index]
      let velocity = sgd.momentum * earlier - sgd.learningRate * gradient
      velocities[index] = velocity
      weight.value =
        sgd.nesterov
        ? before + sgd.momentum * velocity - sgd.learningRate * gradient : before + velocity
      weight.gradient = 0
      follower.weightMoved(weight, before: before, gradient: gradient, velocity: earlier)
    }
  }
}
