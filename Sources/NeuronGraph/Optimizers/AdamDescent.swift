import CMath
import NetworkDescription

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
