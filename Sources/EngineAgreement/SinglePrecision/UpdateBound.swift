import MatrixEngine
import NetworkDescription

/// How far a step of an optimizer in single precision may be from the same step in double precision,
/// given the same weight, gradient and memory.
///
/// Each rule is written down once more as the kernels compute it, in numbers that carry their
/// rounding errors; see ``RoundedNumber``. What follows from settings (1 − β, the corrected rate) is
/// known in double precision and rounded once: a kernel that rounds β first is outside the bound.
struct UpdateBound {
  private typealias Number = RoundedNumber

  let optimizer: Optimizer
  let rate: Double
  private let step: Int

  /// - Parameter step: How many steps have been made before.
  init(_ optimizer: Optimizer, step: Int) {
    self.optimizer = optimizer
    self.step = step
    rate = optimizer.learningRate(at: step)
  }

  /// The bounds of the weight after the step, and of what is remembered then.
  func errors(
    weight: Double, gradient: Double, memory: [Double], penalty: Penalty
  ) -> (weight: Double, memory: [Double]) {
    let (weight, gradient) = (Number(exact: weight), Number(exact: gradient))
    let memory = memory.map { Number(exact: $0) }
    let (moved, remembered) = moved(weight, gradient, memory)
    // The pull of a penalty comes on top. What it takes to 0 is no farther off than what it moves.
    let pull = penalty.pull(atRate: rate)
    guard pull == 0 else {
      let pulled = moved - Number(rounding: moved.value < 0 ? -pull : pull)
      return (max(moved.error, pulled.error), remembered.map(\.error))
    }
    return (moved.error, remembered.map(\.error))
  }

  private func moved(
    _ weight: Number, _ gradient: Number, _ memory: [Number]
  ) -> (Number, [Number]) {
    let rate = Number(rounding: rate)
    switch optimizer {
    case .sgd(let sgd):
      let step = rate * gradient
      guard let velocity = memory.first else { return (weight - step, []) }
      let next = faded(sgd.momentum, velocity, Number(exact: 0) - step)
      let move = sgd.nesterov ? faded(sgd.momentum, next, Number(exact: 0) - step) : next
      return (weight + move, [next])
    case .rmsprop(let rmsprop):
      let square = faded(rmsprop.rho, memory[0], fresh(rmsprop.rho) * (gradient * gradient))
      return (
        weight - divided(rate * gradient, byRootOf: square, rmsprop.epsilon), [square]
      )
    case .adam(let adam):
      return self.adam(adam, weight, gradient, memory)
    case .adamw(let adamw):
      let lost = Number(rounding: adamw.weightDecay * self.rate)
      return self.adam(adamw.adam, weight - lost * weight, gradient, memory)
    case .adagrad(let adagrad):
      let accumulator = memory[0] + gradient * gradient
      return (
        weight - divided(rate * gradient, byRootOf: accumulator, adagrad.epsilon), [accumulator]
      )
    case .adadelta(let adadelta):
      let square = faded(adadelta.rho, memory[0], fresh(adadelta.rho) * (gradient * gradient))
      let root = (memory[1] + insideRoot(adadelta.epsilon)).squareRoot
      let change = gradient * divided(root, byRootOf: square, adadelta.epsilon)
      let changes = faded(adadelta.rho, memory[1], fresh(adadelta.rho) * (change * change))
      return (weight - rate * change, [square, changes])
    }
  }

  private func adam(
    _ adam: Adam, _ weight: Number, _ gradient: Number, _ memory: [Number]
  ) -> (Number, [Number]) {
    let mean = faded(adam.beta1, memory[0], fresh(adam.beta1) * gradient)
    let square = faded(adam.beta2, memory[1], fresh(adam.beta2) * (gradient * gradient))
    let floor = Number.smallest.squareRoot()
    let divisor = square.squareRoot + raised(adam.epsilon, to: floor)
    let move = (Number(rounding: rate * adam.correction(step: step)) * mean).divided(
      by: divisor, ofAtLeast: floor)
    return (weight - move, [mean, square])
  }

  /// kept · remembered + added, kept being in two parts.
  private func faded(_ kept: Double, _ remembered: Number, _ added: Number) -> Number {
    let first = Double(Float(kept))
    return Number(exact: first) * remembered
      + (Number(rounding: kept - first) * remembered + added)
  }

  /// How much of a fresh number is added.
  private func fresh(_ kept: Double) -> Number { Number(rounding: 1 - kept) }

  private func divided(
    _ number: Number, byRootOf square: Number, _ epsilon: Double
  ) -> Number {
    number.divided(
      by: (square + insideRoot(epsilon)).squareRoot, ofAtLeast: Number.smallest.squareRoot())
  }

  private func insideRoot(_ epsilon: Double) -> Number { raised(epsilon, to: Number.smallest) }

  /// An ε that counts as at least so much in single precision.
  private func raised(_ epsilon: Double, to floor: Double) -> Number {
    Number(epsilon, error: max(0, floor - epsilon) + Number(rounding: epsilon).error)
  }
}
