import MatrixKernels
import Testing

/// Each optimizer twice: as the kernel does it, and number by number as its definition says.
@Suite("Updates and penalties")
struct UpdateTests {
  @Test("Three steps of every optimizer follow its definition", arguments: KernelSet.all)
  func optimizers(_ set: KernelSet) {
    inBothPrecisions { check($0, set) }
  }

  private func check<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    compare(GlassboxUpdate(optimizer: .descent, rate: 0.1), set, type) { gradient, _, _, weight in
      weight -= 0.1 * gradient
    }
    for nesterov in [false, true] {
      let step = GlassboxUpdate(
        optimizer: .momentum, rate: 0.1, decay: 0.9, looksAhead: nesterov)
      compare(step, set, type) { gradient, velocity, _, weight in
        velocity = 0.9 * velocity - 0.1 * gradient
        weight += nesterov ? 0.9 * velocity - 0.1 * gradient : velocity
      }
    }
    let rmsprop = GlassboxUpdate(optimizer: .rmSprop, rate: 0.01, decay: 0.9, epsilon: 1e-7)
    compare(rmsprop, set, type) { gradient, square, _, weight in
      square = 0.9 * square + 0.1 * gradient * gradient
      weight -= 0.01 * gradient / (square + 1e-7).squareRoot()
    }
    let adam = GlassboxUpdate(
      optimizer: .adam, rate: 0.01, decay: 0.9, secondDecay: 0.999, epsilon: 1e-7)
    compare(adam, set, type) { gradient, mean, square, weight in
      mean += 0.1 * (gradient - mean)
      square += 0.001 * (gradient * gradient - square)
      weight -= 0.01 * mean / (square.squareRoot() + 1e-7)
    }
    let adadelta = GlassboxUpdate(optimizer: .adadelta, rate: 0.5, decay: 0.95, epsilon: 1e-7)
    compare(adadelta, set, type) { gradient, square, squareStep, weight in
      square = 0.95 * square + 0.05 * gradient * gradient
      let step = gradient * ((squareStep + 1e-7) / (square + 1e-7)).squareRoot()
      squareStep = 0.95 * squareStep + 0.05 * step * step
      weight -= 0.5 * step
    }
  }

  private typealias Definition = (
    _ gradient: Double, _ first: inout Double, _ second: inout Double, _ weight: inout Double
  ) -> Void

  /// Three steps of the kernel, and of the definition.
  private func compare<Real: TestedPrecision>(
    _ step: GlassboxUpdate, _ set: KernelSet, _ type: Real.Type, _ definition: Definition
  ) {
    let name = "\(step.optimizer)"
    var numbers = MadeUpNumbers()
    for count in oddLengths {
      var weights: [Real] = numbers.array(count) + [-7]
      var first = weights.map { _ in 0 as Real }
      var second = first
      var exact = weights.map(Double.init)
      var exactFirst = first.map(Double.init)
      var exactSecond = exactFirst
      for _ in 0..<3 {
        let gradients: [Real] = numbers.array(count)
        withUnsafePointer(to: step) {
          Real.functions(of: set).update($0, count, gradients, &first, &second, &weights)
        }
        for index in 0..<count {
          definition(
            Double(gradients[index]), &exactFirst[index], &exactSecond[index], &exact[index])
        }
      }
      expectClose(weights, exact, units: 40, size: 1, "\(set.name) \(name) weights")
      expectClose(first, exactFirst, units: 40, size: 1, "\(set.name) \(name) memory")
      expectClose(second, exactSecond, units: 40, size: 1, "\(set.name) \(name) second memory")
    }
  }

  @Test("Penalties and what they add to the gradients", arguments: KernelSet.all)
  func penalties(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for count in oddLengths {
      var weights: [Double] = numbers.array(count)
      if count > 2 { weights[1] = 0 }
      let gradients: [Double] = numbers.array(count)
      var found = gradients + [-7]
      set.double.addPenalty(count, 0.1, 0.01, weights, &found)
      #expect(found.removeLast() == -7)
      let expected = zip(weights, gradients).map { weight, gradient in
        gradient + 0.1 * (weight > 0 ? 1 : weight < 0 ? -1 : 0) + 0.02 * weight
      }
      expectClose(found, expected, units: 2, size: 1, set.name)
      let penalty = weights.reduce(0) { $0 + 0.1 * abs($1) + 0.01 * $1 * $1 }
      expectClose([set.double.penalty(count, 0.1, 0.01, weights)], [penalty], units: 130, set.name)
    }
  }
  @Test("The penalty of very many weights loses no digits", arguments: KernelSet.all)
  func manyWeights(_ set: KernelSet) {
    let weights = [Float](repeating: 0.1, count: 300_001)
    let exact = Double(Float(0.5)) * Double(Float(0.1)) * 300_001
    #expect(abs(set.float.penalty(weights.count, 0.5, 0, weights) / exact - 1) < 3e-5)
  }
}

extension GlassboxUpdate {
  /// A step whose settings are 0 unless they are told.
  fileprivate init(
    optimizer: GlassboxOptimizer, rate: Double, decay: Double = 0, secondDecay: Double = 0,
    epsilon: Double = 0, looksAhead: Bool = false
  ) {
    self.init()
    (self.optimizer, self.rate, self.decay) = (optimizer, rate, decay)
    (second_decay, self.epsilon, looks_ahead) = (secondDecay, epsilon, looksAhead)
  }
}
