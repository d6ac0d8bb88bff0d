import CMath
import NetworkDescription

/// Moving the weights as the optimizer has it, by one of the rules below.
extension NeuronNetwork {
  /// Moves every trainable weight against its gradient, and forgets the gradients: the step is
  /// made.
  package func moveWeights() {
    let rate = optimizer.learningRate(at: stepCount)
    if zeroPulls.isEmpty {
      followGradients(rate)
    } else {
      pullTowardsZero(atRate: rate) { followGradients(rate) }
    }
    for weight in weights.fixed { weight.gradient = 0 }
    weightsWereChanged = true
    stepCount += 1
  }

  private func followGradients(_ rate: Double) {
    switch optimizer {
    case .sgd(let sgd) where sgd.isPlain: move(by: PlainDescent(rate: rate))
    case .sgd(let sgd): move(by: MomentumDescent(sgd: sgd, rate: rate))
    case .rmsprop(let rmsprop): move(by: RMSpropDescent(rmsprop: rmsprop, rate: rate))
    case .adam(let adam): move(by: AdamDescent(adam: adam, rate: rate, step: stepCount))
    case .adadelta(let adadelta): move(by: AdadeltaDescent(adadelta: adadelta, rate: rate))
    case .adamw(let adamw): move(by: AdamWDescent(adamw: adamw, rate: rate, step: stepCount))
    case .adagrad(let adagrad): move(by: AdagradDescent(adagrad: adagrad, rate: rate))
    }
  }

  /// Moves every trainable weight against a gradient that somebody else has worked out.
  package func move(by gradients: Parameters) {
    for tensor in tensors {
      for (weight, gradient) in zip(tensor.weights, gradients[tensor.name]?.values ?? []) {
        weight.gradient = gradient
      }
    }
    moveWeights()
  }

  /// What the optimizer remembers of each trainable weight.
  package var optimizerMemory: [WeightMemory] { memory.isEmpty ? allStartingMemory : memory }

  /// What it remembers of a weight before its first step.
  var startingMemory: WeightMemory {
    var start = WeightMemory()
    for (position, remembered) in optimizer.traits.memory.enumerated() {
      start[position] = remembered.start
    }
    return start
  }

  private var allStartingMemory: [WeightMemory] {
    [WeightMemory](repeating: startingMemory, count: weights.trainable.count)
  }

  private func move<Rule: UpdateRule>(by rule: Rule) {
    let weights = weights.trainable
    if Rule.remembers, memory.isEmpty { memory = allStartingMemory }
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

/// Stochastic gradient descent without momentum; see `SGD`.
struct PlainDescent: UpdateRule {
  let rate: Double

  static var remembers: Bool { false }

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    weight - rate * gradient
  }
}

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

/// Descent divided by the recent size of the gradient; see `RMSprop`.
struct RMSpropDescent: UpdateRule {
  let rmsprop: RMSprop
  let rate: Double

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    let meanSquare = rmsprop.rho * memory.first + (1 - rmsprop.rho) * (gradient * gradient)
    memory.first = meanSquare
    return weight - rate * gradient / (meanSquare + rmsprop.epsilon).squareRoot()
  }
}

/// Descent along the mean gradient, divided by its recent size; see `Adam`.
struct AdamDescent: UpdateRule {
  let adam: Adam
  /// The learning rate, corrected for means that began at 0.
  let correctedRate: Double

  /// - Parameter step: How many steps have been made before this one.
  init(adam: Adam, rate: Double, step: Int) {
    self.adam = adam
    let steps = Double(step + 1)
    correctedRate =
      rate * (1 - glassbox_pow(adam.beta2, steps)).squareRoot()
      / (1 - glassbox_pow(adam.beta1, steps))
  }

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    let mean = memory.first + (gradient - memory.first) * (1 - adam.beta1)
    let meanSquare = memory.second + (gradient * gradient - memory.second) * (1 - adam.beta2)
    memory = WeightMemory(first: mean, second: meanSquare)
    return weight - mean * correctedRate / (meanSquare.squareRoot() + adam.epsilon)
  }
}

/// Descent whose steps have the size of the recent steps; see `Adadelta`.
struct AdadeltaDescent: UpdateRule {
  let adadelta: Adadelta
  let rate: Double

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    let (rho, epsilon) = (adadelta.rho, adadelta.epsilon)
    let meanSquare = rho * memory.first + (1 - rho) * (gradient * gradient)
    let change =
      -((memory.second + epsilon).squareRoot() * gradient / (meanSquare + epsilon).squareRoot())
    let meanSquareChange = rho * memory.second + (1 - rho) * (change * change)
    memory = WeightMemory(first: meanSquare, second: meanSquareChange)
    return weight + rate * change
  }
}

/// Adam on what weight decay has left; see `AdamW`.
struct AdamWDescent: UpdateRule {
  let adam: AdamDescent
  /// What share of itself a weight loses in this step.
  let decay: Double

  init(adamw: AdamW, rate: Double, step: Int) {
    adam = AdamDescent(adam: adamw.adam, rate: rate, step: step)
    decay = adamw.weightDecay * rate
  }

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    adam.moved(weight - weight * decay, against: gradient, &memory)
  }
}

/// Descent divided by the size of all gradients so far; see `Adagrad`.
struct AdagradDescent: UpdateRule {
  let adagrad: Adagrad
  let rate: Double

  @inline(__always)
  func moved(_ weight: Double, against gradient: Double, _ memory: inout WeightMemory) -> Double {
    memory.first += gradient * gradient
    return weight - rate * gradient / (memory.first + adagrad.epsilon).squareRoot()
  }
}
