import NetworkDescription

/// Stochastic gradient descent with momentum, plain or Nesterov's; see `SGD`.
struct MomentumDescent: UpdateRule {
  let sgd: SGD
  let rate: Double

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    let velocity = sgd.momentum * memory.first - rate * gradient
    memory.first = velocity
    return sgd.nesterov
      ? weight + sgd.momentum * velocity - rate * gradient : weight + velocity
  }
}
