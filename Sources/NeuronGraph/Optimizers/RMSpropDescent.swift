import NetworkDescription

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
